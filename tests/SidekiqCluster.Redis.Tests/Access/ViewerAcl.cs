namespace SidekiqCluster.Redis.Tests.Access;

/// <summary>The user that the README of SidekiqCluster.Core tells people to make for reading.</summary>
internal static class ViewerAcl
{
    private const string Command = "ACL SETUSER viewer ";

    private static readonly string[] Optional = ["+eval", "+script", "+info", "+@transaction"];

    /// <summary>The arguments of <c>ACL SETUSER</c>, the user's name first.</summary>
    public static string[] Documented { get; } = Read();

    /// <summary>The same without what the README calls optional.</summary>
    public static string[] Least { get; } =
        [.. Documented.Where(rule => !Optional.Any(part => rule.StartsWith(part, StringComparison.Ordinal)))];

    /// <summary>The password in the README.</summary>
    public static string Password { get; } = Documented.First(rule => rule[0] == '>')[1..];

    private static string[] Read()
    {
        var readme = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Core.README.md"));
        var line = readme.Single(line => line.StartsWith(Command, StringComparison.Ordinal));
        return line["ACL SETUSER ".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
