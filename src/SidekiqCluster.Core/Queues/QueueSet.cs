using SidekiqCluster.Queues;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>The queues, as Redis lists them now.</summary>
internal sealed class QueueSet : IQueueSet
{
    private const int PageSize = 1000;

    private readonly ShardConnection _connection;

    internal QueueSet(ShardConnection connection) => _connection = connection;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAsync(
        bool includeUnregistered = false, CancellationToken cancellationToken = default) =>
        QueueReading.Sort(await FindAsync(includeUnregistered, cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KeyValuePair<string, long>>> GetSizesAsync(CancellationToken cancellationToken = default)
    {
        var queues = await FindAsync(includeUnregistered: false, cancellationToken).ConfigureAwait(false);
        var sizes = new List<KeyValuePair<string, long>>(queues.Count);
        foreach (var page in queues.Chunk(PageSize))
        {
            var lengths = await Task.WhenAll(page.Select(
                queue => QueueReply.AskSizeAsync(_connection, queue, cancellationToken))).ConfigureAwait(false);
            sizes.AddRange(page.Zip(lengths, (queue, length) => KeyValuePair.Create(queue.Name, length)));
        }

        return QueueReading.Sort(sizes);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueueSummary>> GetSummariesAsync(
        bool includeUnregistered = false, CancellationToken cancellationToken = default)
    {
        var queues = await FindAsync(includeUnregistered, cancellationToken).ConfigureAwait(false);
        var paused = QueueReading.ReadPausedAsync(_connection, cancellationToken);
        var replies = new List<QueueReply>(queues.Count);
        foreach (var page in queues.Chunk(PageSize))
        {
            var asked = Array.ConvertAll(page, queue => QueueReply.Ask(_connection, queue, cancellationToken));
            await Task.WhenAll([paused, .. asked.Select(static reply => reply.Settled)]).ConfigureAwait(false);
            replies.AddRange(asked);
        }

        return await new QueueReading(Task.FromResult<IReadOnlyList<QueueReply>>(replies), paused).GetSummariesAsync().ConfigureAwait(false);
    }

    private async Task<IReadOnlyCollection<QueueName>> FindAsync(
        bool includeUnregistered, CancellationToken cancellationToken)
    {
        var members = await _connection.ReadMembersAsync(_connection.Keys.Queues, cancellationToken).ConfigureAwait(false);
        var registered = members.Select(name => QueueName.Registered((byte[])name!));
        if (!includeUnregistered)
        {
            return [.. registered];
        }

        var strays = await _connection
            .ReadFromOneServerAsync((server, database) => ListsAsync(server, database, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        strays.ExceptWith(members.Select(name => (RedisKey)(byte[]?)name));
        return [.. registered, .. strays.Select(name => QueueName.Unregistered(name!))];
    }

    private async Task<HashSet<RedisKey>> ListsAsync(IServer server, int database, CancellationToken cancellationToken)
    {
        var names = new HashSet<RedisKey>();
        RedisValue cursor = 0;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            object[] arguments = [cursor, "MATCH", _connection.Keys.QueuePattern, "COUNT", PageSize, "TYPE", "list"];
            var page = await server.ExecuteAsync(database, "SCAN", arguments).ConfigureAwait(false);
            cursor = (RedisValue)page[0];
            names.UnionWith(((RedisKey[])page[1]!).Select(key => (RedisKey)_connection.Keys.QueueNameOf(key)));
        }
        while (cursor != 0);
        return names;
    }
}
