using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using SidekiqCluster.Queries;

namespace SidekiqCluster.Client.Fleets;

/// <summary>Streams of all shards as one.</summary>
internal static class FleetStream
{
    /// <summary>The jobs, merged.</summary>
    /// <param name="fleet">The shards.</param>
    /// <param name="sources">What each shard's stream has, one source after the other.</param>
    /// <param name="order">The order within a source.</param>
    /// <param name="read">Reads one shard.</param>
    /// <param name="outcomes">Told how each shard fared in the end; null when a shard that fails is to end the stream.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<JobRecord> ReadAsync(
        ISidekiqFleet fleet,
        JobSources sources,
        JobOrder order,
        Func<ISidekiqShard, IAsyncEnumerable<JobRecord>> read,
        IProgress<IReadOnlyList<ShardOutcome>>? outcomes,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shards = await fleet.ListShardsAsync(cancellationToken).ConfigureAwait(false);
        var errors = new string?[shards.Count];
        var jobs = new JobMerge(sources, order).ReadAsync(
            [.. shards.Select(shard => read(fleet.Shard(shard.Name)))],
            (shard, failure) =>
            {
                if (outcomes is null)
                {
                    ExceptionDispatchInfo.Throw(failure);
                }

                errors[shard] = failure.Message;
            },
            cancellationToken);
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            yield return job;
        }

        outcomes?.Report([.. shards.Select((shard, i) => new ShardOutcome { Shard = shard.Name, Error = errors[i] })]);
    }
}
