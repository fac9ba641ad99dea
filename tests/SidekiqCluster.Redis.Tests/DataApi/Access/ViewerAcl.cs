namespace SidekiqCluster.Redis.Tests.DataApi.Access;

/// <summary>The user that the README of SidekiqCluster.Core tells people to make for reading.</summary>
internal static class ViewerAcl
{
    private static readonly string[] Optional = ["+eval", "+script", "+info", "+@transaction"];

    /// <summary>The arguments of <c>ACL SETUSER</c>, the user's name first.</summary>
    public static string[] Documented { get; } = ReadmeAcl.Of("viewer");

    /// <summary>The same without what the README calls optional.</summary>
    public static string[] Least { get; } =
        [.. Documented.Where(rule => !Optional.Any(part => rule.StartsWith(part, StringComparison.Ordinal)))];

    /// <summary>The password in the README.</summary>
    public static string Password { get; } = ReadmeAcl.PasswordOf(Documented);
}
