namespace SidekiqCluster.Verbs;

/// <summary>The order among exit codes.</summary>
internal static class ExitCodes
{
    private static readonly ExitCode[] Precedence =
    [
        ExitCode.Usage, ExitCode.Cancelled, ExitCode.Refused, ExitCode.Failed, ExitCode.ShardMissing,
        ExitCode.NotFound, ExitCode.CheckFound, ExitCode.Done,
    ];

    /// <summary>The one to report of several.</summary>
    public static ExitCode Worst(params IEnumerable<ExitCode> codes) =>
        codes.Append(ExitCode.Done).MinBy(code => Array.IndexOf(Precedence, code));
}
