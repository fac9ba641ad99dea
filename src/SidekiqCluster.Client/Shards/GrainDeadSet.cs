using SidekiqCluster.Calls;
using SidekiqCluster.Client.Calls;

namespace SidekiqCluster.Client.Shards;

internal sealed class GrainDeadSet(GrainCalls calls, IJobOperations operations)
    : GrainJobSet(calls, operations, JobSource.Dead), IDeadSet
{
    public Task<bool> AddAsync(ReadOnlyMemory<byte> payload, CancellationToken cancellationToken = default)
    {
        var bytes = payload.ToArray();
        return Calls.ActAsync(act => Grain.AddAsync(act, bytes, null), cancellationToken);
    }

    public async Task<long> TrimAsync(
        long? maxJobs, TimeSpan? maxAge, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var removed = 0L;
        try
        {
            var trim = SiloStream.ReadAsync(Grain.TrimAsync(maxJobs, maxAge, cancellationToken), Calls.Clock, cancellationToken);
            await foreach (var soFar in trim.ConfigureAwait(false))
            {
                if (soFar is { } number)
                {
                    removed = number;
                    progress?.Report(removed);
                }
            }

            return removed;
        }
        catch (Exception lost) when (LostCall.IsLost(lost))
        {
            throw new OutcomeUnknownException(
                $"The silo that trimmed the dead set of shard {Calls.Name} was lost after {removed} jobs; trim again, which goes on.",
                Calls.Name,
                lost);
        }
    }
}
