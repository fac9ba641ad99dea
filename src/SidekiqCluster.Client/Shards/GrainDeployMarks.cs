using SidekiqCluster.Client.Calls;

namespace SidekiqCluster.Client.Shards;

internal sealed class GrainDeployMarks(GrainCalls calls) : IDeployMarks
{
    public Task<IReadOnlyList<DeployMark>> GetMarksAsync(DateOnly day, CancellationToken cancellationToken = default) =>
        calls.AskAsync(token => calls.Shard.GetDeployMarksAsync(day, calls.Tolerance.Timeout, token), cancellationToken);

    public Task<DeployMarkOutcome> MarkAsync(
        string label, DateTimeOffset? at = null, CancellationToken cancellationToken = default) =>
        calls.ActAsync(act => calls.Shard.MarkDeployAsync(act, label, at), cancellationToken);
}
