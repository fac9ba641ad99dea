using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Queues;

/// <summary>What Redis says about the queues, put together. A part that was refused throws that.</summary>
/// <param name="replies">What it says about each.</param>
/// <param name="paused">The names in <c>paused</c>, as Redis holds them.</param>
internal sealed class QueueReading(Task<IReadOnlyList<QueueReply>> replies, Task<IReadOnlySet<RedisKey>> paused)
{
    /// <summary>Reads the names of the paused queues. A round trip per thousand.</summary>
    public static async Task<IReadOnlySet<RedisKey>> ReadPausedAsync(
        ShardConnection connection, CancellationToken cancellationToken)
    {
        var members = await connection.ReadMembersAsync(connection.Keys.Paused, cancellationToken).ConfigureAwait(false);
        return members.Select(static member => (RedisKey)(byte[]?)member).ToHashSet();
    }

    /// <summary>The names of queues, ordinally sorted.</summary>
    public static IReadOnlyList<string> Sort(IEnumerable<QueueName> queues) =>
        [.. queues.Select(static queue => queue.Name).Order(StringComparer.Ordinal)];

    /// <summary>Names and sizes, the longest first, equal ones by name.</summary>
    public static IReadOnlyList<KeyValuePair<string, long>> Sort(IEnumerable<KeyValuePair<string, long>> sizes) =>
        [.. sizes.OrderByDescending(static queue => queue.Value).ThenBy(static queue => queue.Key, StringComparer.Ordinal)];

    /// <summary>The names, ordinally sorted.</summary>
    public async Task<IReadOnlyList<string>> ListAsync() =>
        Sort((await replies.ConfigureAwait(false)).Select(static reply => reply.Queue));

    /// <summary>Jobs waiting in all of them.</summary>
    public async Task<long> CountAsync() => (await ReadSizesAsync().ConfigureAwait(false)).Sum();

    /// <summary>The sizes, the longest first, equal ones by name.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, long>>> GetSizesAsync()
    {
        var queues = await replies.ConfigureAwait(false);
        var sizes = await ReadSizesAsync().ConfigureAwait(false);
        return Sort(queues.Zip(sizes, static (reply, size) => KeyValuePair.Create(reply.Queue.Name, size)));
    }

    /// <summary>All about each, the longest first, equal ones by name.</summary>
    public async Task<IReadOnlyList<QueueSummary>> GetSummariesAsync()
    {
        var queues = await replies.ConfigureAwait(false);
        if (queues.Count == 0)
        {
            return [];
        }

        var pauses = await paused.ConfigureAwait(false);
        var sizes = await ReadSizesAsync().ConfigureAwait(false);
        var latencies = await Task.WhenAll(queues.Select(static reply => reply.Latency)).ConfigureAwait(false);
        var summaries = queues.Select((reply, at) => new QueueSummary
        {
            Name = reply.Queue.Name,
            Size = sizes[at],
            Latency = latencies[at],
            IsPaused = pauses.Contains(reply.Queue.Raw),
            IsRegistered = reply.Queue.IsRegistered,
            PrivateTo = reply.Queue.PrivateTo,
        });
        return [.. summaries.OrderByDescending(static queue => queue.Size).ThenBy(static queue => queue.Name, StringComparer.Ordinal)];
    }

    private async Task<long[]> ReadSizesAsync() =>
        await Task.WhenAll((await replies.ConfigureAwait(false)).Select(static reply => reply.Size)).ConfigureAwait(false);
}
