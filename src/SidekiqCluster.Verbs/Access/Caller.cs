namespace SidekiqCluster.Verbs.Access;

/// <summary>For whom verbs are run.</summary>
/// <param name="Name">What they are called in refusals and records.</param>
/// <param name="Role">What they may do.</param>
internal sealed record Caller(string Name, VerbRole Role)
{
    /// <summary>Who reaches the shards without anybody's leave, as the command line does that connects to them itself.</summary>
    public static Caller Everything { get; } = new("local", VerbRole.Admin);

    /// <exception cref="VerbException">They may not.</exception>
    public void Demand(VerbRole needed)
    {
        if (Role < needed)
        {
            throw new VerbException(ExitCode.Refused, $"{Name} is a {NameOf(Role)}, and this is for {NameOf(needed)}s; ask for that role.");
        }
    }

    private static string NameOf(VerbRole role) => role switch
    {
        VerbRole.Viewer => "viewer",
        VerbRole.Operator => "operator",
        _ => "admin",
    };
}
