using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Remote;

/// <summary>How a command line ended, and what it printed.</summary>
internal sealed record TerminalResult(ExitCode ExitCode, string Output, string Error)
{
    /// <summary>The same of a shard of another name.</summary>
    public TerminalResult Rename(string shard, string name) =>
        this with { Output = Output.Replace(shard, name, StringComparison.Ordinal), Error = Error.Replace(shard, name, StringComparison.Ordinal) };
}
