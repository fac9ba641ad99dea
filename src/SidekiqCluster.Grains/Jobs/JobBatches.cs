using System.Runtime.CompilerServices;
using SidekiqCluster.Grains.Shards;
using SidekiqCluster.Snapshots;

namespace SidekiqCluster.Grains.Jobs;

/// <summary>Streams the jobs of a shard in batches, off the turn of the grain that was asked.</summary>
internal static class JobBatches
{
    /// <summary>The jobs that a filter takes. A batch is given as soon as it is full, the last one as it is.</summary>
    public static async IAsyncEnumerable<JobBatch> ReadAsync(
        ShardHost host, JobSources sources, JobReading reading, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connected = await host.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var shard = connected.Read(reading.Tolerance, new SnapshotUse());
        var batch = new List<JobRecord>();
        var jobs = shard.ReadJobsAsync(sources, reading.Filter, reading.Order, cancellationToken);
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            batch.Add(job);
            if (batch.Count == reading.BatchSize)
            {
                yield return new JobBatch(batch);
                batch = [];
            }
        }

        if (batch.Count > 0)
        {
            yield return new JobBatch(batch);
        }
    }
}
