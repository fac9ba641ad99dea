using SidekiqCluster.Client.Calls;

namespace SidekiqCluster.Client.Shards;

internal sealed class GrainScheduledSet(GrainCalls calls, IJobOperations operations)
    : GrainJobSet(calls, operations, JobSource.Scheduled), IScheduledSet
{
    public Task<bool> ScheduleAsync(
        DateTimeOffset at, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        var bytes = payload.ToArray();
        return Calls.ActAsync(act => Grain.AddAsync(act, bytes, at), cancellationToken);
    }
}
