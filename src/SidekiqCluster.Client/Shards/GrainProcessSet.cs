using SidekiqCluster.Client.Calls;
using SidekiqCluster.Grains;
using SidekiqCluster.Processes;

namespace SidekiqCluster.Client.Shards;

internal sealed class GrainProcessSet(GrainCalls calls) : IProcessSet
{
    public Task<IReadOnlyList<SidekiqProcess>> ListAsync(CancellationToken cancellationToken = default) =>
        calls.ReadAsync(token => calls.Shard.GetProcessesAsync(calls.Tolerance, token), cancellationToken);

    public Task<SidekiqProcess?> GetAsync(string identity, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        return calls.ReadAsync(token => calls.Process(identity).GetAsync(calls.Tolerance, token), cancellationToken);
    }

    public async Task<long> CountAsync(CancellationToken cancellationToken = default) =>
        (await GetSummaryAsync(cancellationToken).ConfigureAwait(false)).Count;

    public Task<ProcessSummary> GetSummaryAsync(CancellationToken cancellationToken = default) =>
        calls.ReadAsync(token => calls.Shard.GetProcessSummaryAsync(calls.Tolerance, token), cancellationToken);

    public Task<string?> GetLeaderAsync(CancellationToken cancellationToken = default) =>
        calls.AskAsync(token => calls.Shard.GetLeaderAsync(calls.Tolerance.Timeout, token), cancellationToken);

    public Task<ProcessSignalOutcome> QuietAsync(string identity, CancellationToken cancellationToken = default) =>
        SignalAsync(identity, ProcessCommand.Quiet, cancellationToken);

    public Task<ProcessSignalOutcome> StopAsync(string identity, CancellationToken cancellationToken = default) =>
        SignalAsync(identity, ProcessCommand.Stop, cancellationToken);

    public Task<ProcessSignalOutcome> DumpThreadsAsync(string identity, CancellationToken cancellationToken = default) =>
        SignalAsync(identity, ProcessCommand.DumpThreads, cancellationToken);

    public Task<IReadOnlyList<ProcessSignal>> QuietAllAsync(CancellationToken cancellationToken = default) =>
        calls.ActAsync(act => calls.Shard.SignalAllAsync(act, ProcessCommand.Quiet), cancellationToken);

    public Task<IReadOnlyList<ProcessSignal>> StopAllAsync(CancellationToken cancellationToken = default) =>
        calls.ActAsync(act => calls.Shard.SignalAllAsync(act, ProcessCommand.Stop), cancellationToken);

    public Task<IReadOnlyList<ProcessSignal>> DumpThreadsAllAsync(CancellationToken cancellationToken = default) =>
        calls.ActAsync(act => calls.Shard.SignalAllAsync(act, ProcessCommand.DumpThreads), cancellationToken);

    public Task<long> PruneAsync(CancellationToken cancellationToken = default) =>
        calls.ActAsync(calls.Shard.PruneProcessesAsync, cancellationToken);

    public Task<bool> WaitUntilQuietAsync(
        string identity, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        this.WaitUntilAsync(identity, ProcessWait.IsQuiet, timeout, calls.Clock, cancellationToken);

    public Task<bool> WaitUntilGoneAsync(
        string identity, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        this.WaitUntilAsync(identity, ProcessWait.IsGone, timeout, calls.Clock, cancellationToken);

    private Task<ProcessSignalOutcome> SignalAsync(string identity, ProcessCommand command, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(identity);
        return calls.ActAsync(act => calls.Process(identity).SignalAsync(act, command), cancellationToken);
    }
}
