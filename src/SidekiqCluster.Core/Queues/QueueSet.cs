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
        bool includeUnregistered = false, CancellationToken cancellationToken = default)
    {
        var queues = await FindAsync(includeUnregistered, cancellationToken).ConfigureAwait(false);
        return [.. queues.Select(queue => queue.Name).Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KeyValuePair<string, long>>> GetSizesAsync(CancellationToken cancellationToken = default)
    {
        var queues = await FindAsync(includeUnregistered: false, cancellationToken).ConfigureAwait(false);
        var sizes = new List<KeyValuePair<string, long>>(queues.Count);
        foreach (var page in queues.Chunk(PageSize))
        {
            var lengths = await Task.WhenAll(page.Select(queue => SizeAsync(queue, cancellationToken))).ConfigureAwait(false);
            sizes.AddRange(page.Zip(lengths, (queue, length) => KeyValuePair.Create(queue.Name, length)));
        }

        return [.. sizes.OrderByDescending(queue => queue.Value).ThenBy(queue => queue.Key, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueueSummary>> GetSummariesAsync(
        bool includeUnregistered = false, CancellationToken cancellationToken = default)
    {
        var queues = await FindAsync(includeUnregistered, cancellationToken).ConfigureAwait(false);
        var summaries = new List<QueueSummary>(queues.Count);
        foreach (var page in queues.Chunk(PageSize))
        {
            var paused = PausedAsync(page, cancellationToken);
            var sizes = Task.WhenAll(page.Select(queue => SizeAsync(queue, cancellationToken)));
            var oldest = Task.WhenAll(page.Select(queue => OldestAsync(queue, cancellationToken)));
            await Task.WhenAll(paused, sizes, oldest).ConfigureAwait(false);
            summaries.AddRange(
                page.Select((queue, i) => Summarise(queue, sizes.Result[i], oldest.Result[i], paused.Result[i])));
        }

        return [.. summaries.OrderByDescending(queue => queue.Size).ThenBy(queue => queue.Name, StringComparer.Ordinal)];
    }

    private Task<long> SizeAsync(QueueName queue, CancellationToken cancellationToken)
    {
        var key = _connection.Keys.QueueOf(queue.Raw);
        return _connection.ReadAsync(key, (database, flags) => database.ListLengthAsync(key, flags), cancellationToken);
    }

    private Task<RedisValue> OldestAsync(QueueName queue, CancellationToken cancellationToken)
    {
        var key = _connection.Keys.QueueOf(queue.Raw);
        return _connection.ReadAsync(
            key, (database, flags) => database.ListGetByIndexAsync(key, -1, flags), cancellationToken);
    }

    private Task<bool[]> PausedAsync(QueueName[] queues, CancellationToken cancellationToken)
    {
        var key = _connection.Keys.Paused;
        var names = Array.ConvertAll(queues, queue => (RedisValue)queue.Raw);
        return _connection.ReadAsync(
            key, (database, flags) => database.SetContainsAsync(key, names, flags), cancellationToken);
    }

    private QueueSummary Summarise(QueueName queue, long size, RedisValue oldest, bool isPaused)
    {
        // Nobody registers the empty name, for which there is no other source than the default one.
        var source = queue.Name.Length == 0 ? default : JobSource.Queue(queue.Name);
        return new QueueSummary
        {
            Name = queue.Name,
            Size = size,
            Latency = oldest.IsNull
                ? TimeSpan.Zero
                : new JobRecord(_connection.Shard, source, (byte[])oldest!).GetLatency(_connection.Clock),
            IsPaused = isPaused,
            IsRegistered = queue.IsRegistered,
            PrivateTo = queue.PrivateTo,
        };
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
