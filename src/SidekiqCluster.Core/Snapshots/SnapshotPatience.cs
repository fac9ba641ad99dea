using SidekiqCluster.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>Waits for a shard no longer than somebody cares to.</summary>
internal static class SnapshotPatience
{
    /// <summary>The answer, when it comes in time.</summary>
    /// <param name="answer">What is waited for.</param>
    /// <param name="patience">How long; null for ever.</param>
    /// <param name="connection">The shard.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ShardUnreachableException">It did not come in time.</exception>
    public static async Task<T> WithinAsync<T>(
        this Task<T> answer, TimeSpan? patience, ShardConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.WaitAsync(patience ?? Timeout.InfiniteTimeSpan, connection.Clock, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new ShardUnreachableException(
                $"Shard {connection.Shard} did not answer within {patience}; ask again, or allow more time.", connection.Shard);
        }
    }
}
