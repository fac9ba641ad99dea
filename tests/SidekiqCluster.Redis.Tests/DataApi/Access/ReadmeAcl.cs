namespace SidekiqCluster.Redis.Tests.DataApi.Access;

/// <summary>The users that the README of SidekiqCluster.Core tells people to make.</summary>
internal static class ReadmeAcl
{
    private const string Command = "ACL SETUSER ";

    /// <summary>The arguments of <c>ACL SETUSER</c>, the user's name first.</summary>
    public static string[] Of(string user)
    {
        var readme = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Core.README.md"));
        var line = readme.Single(line => line.StartsWith($"{Command}{user} ", StringComparison.Ordinal));
        return line[Command.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The password among such arguments.</summary>
    public static string PasswordOf(string[] rules) => rules.First(rule => rule[0] == '>')[1..];
}
