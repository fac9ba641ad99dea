using SidekiqCluster.Snapshots;

namespace SidekiqCluster.Grains.Shards;

/// <summary>Asks a shard within a caller's tolerance.</summary>
internal static class ShardQuestions
{
    /// <summary>
    /// The answer with its age: fresh, or the last good one, marked, where the shard keeps the caller waiting too long.
    /// </summary>
    /// <exception cref="SidekiqClusterException">There is neither.</exception>
    public static async Task<GrainAnswer<T>> AnswerAsync<T>(
        this ShardHost host,
        Tolerance tolerance,
        Func<SidekiqShard, CancellationToken, Task<T>> question,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(tolerance.Timeout);
        var use = new SnapshotUse();
        var asked = clock.GetUtcNow();
        try
        {
            var connected = await host.ConnectAsync(limit.Token).ConfigureAwait(false);
            var value = await question(connected.Read(tolerance, use), limit.Token).ConfigureAwait(false);
            return new GrainAnswer<T>
            {
                Value = value,
                CapturedAt = use.CapturedAt ?? asked,
                StaleBecause = use.Error?.Message,
            };
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ShardUnreachableException(
                $"Shard {host.Shard} did not answer within {tolerance.Timeout}; ask again, or allow more time.", host.Shard);
        }
    }
}
