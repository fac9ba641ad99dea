using SidekiqCluster.Redis;

namespace SidekiqCluster.Queues;

/// <summary>What Redis says about one queue. Each part may be a refusal of its own.</summary>
/// <param name="Queue">The name.</param>
/// <param name="Size">Jobs waiting.</param>
/// <param name="Latency">How long the oldest one has waited; null when it cannot be told.</param>
internal sealed record QueueReply(QueueName Queue, Task<long> Size, Task<TimeSpan?> Latency)
{
    /// <summary>Done when both are there, with the first refusal.</summary>
    public Task Settled => Task.WhenAll(Size, Latency);

    /// <summary>Asks for both. One round trip; one job is sent.</summary>
    public static QueueReply Ask(ShardConnection connection, QueueName queue, CancellationToken cancellationToken) =>
        new(queue, AskSizeAsync(connection, queue, cancellationToken), AskLatencyAsync(connection, queue, cancellationToken));

    /// <summary>Asks for the size. One round trip.</summary>
    public static Task<long> AskSizeAsync(ShardConnection connection, QueueName queue, CancellationToken cancellationToken)
    {
        var key = connection.Keys.QueueOf(queue.Raw);
        return connection.ReadAsync(key, (database, flags) => database.ListLengthAsync(key, flags), cancellationToken);
    }

    private static async Task<TimeSpan?> AskLatencyAsync(
        ShardConnection connection, QueueName queue, CancellationToken cancellationToken)
    {
        var key = connection.Keys.QueueOf(queue.Raw);
        var oldest = await connection.ReadAsync(
            key, (database, flags) => database.ListGetByIndexAsync(key, -1, flags), cancellationToken).ConfigureAwait(false);

        // Nobody registers the empty name, for which there is no other source than the default one.
        var source = queue.Name.Length == 0 ? default : JobSource.Queue(queue.Name);
        return oldest.IsNull
            ? TimeSpan.Zero
            : new JobRecord(connection.Shard, source, (byte[])oldest!).GetLatency(connection.Clock);
    }
}
