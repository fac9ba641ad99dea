namespace SidekiqCluster.Redis.Tests.DataApi.Access;

/// <summary>The user that the README of SidekiqCluster.Core tells people to make for acting.</summary>
internal static class OperatorAcl
{
    /// <summary>The arguments of <c>ACL SETUSER</c>, the user's name first.</summary>
    public static string[] Documented { get; } = ReadmeAcl.Of("operator");

    /// <summary>The password in the README.</summary>
    public static string Password { get; } = ReadmeAcl.PasswordOf(Documented);
}
