using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Jobs;

/// <summary>Trims a dead set and tells how far it is.</summary>
internal static class DeadSetTrim
{
    /// <summary>How many jobs are removed so far, after each chunk, and at the end.</summary>
    public static async IAsyncEnumerable<long?> RunAsync(
        ShardHost host, long? maxJobs, TimeSpan? maxAge, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var removed = Channel.CreateUnbounded<long>();
        var trim = TrimAsync();
        try
        {
            await foreach (var soFar in removed.Reader.ReadAllAsync(end.Token).ConfigureAwait(false))
            {
                yield return soFar;
            }

            yield return await trim.ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await ((Task)trim).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task<long> TrimAsync()
        {
            try
            {
                var progress = new ChannelProgress<long>(removed.Writer);
                return await host.ActAsync(
                    Guid.NewGuid(), shard => shard.DeadSet.TrimAsync(maxJobs, maxAge, progress, end.Token)).ConfigureAwait(false);
            }
            finally
            {
                removed.Writer.Complete();
            }
        }
    }
}
