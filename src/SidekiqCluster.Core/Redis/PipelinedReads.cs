using StackExchange.Redis;

namespace SidekiqCluster.Redis;

/// <summary>Reads of many keys at once: pipelined, in chunks that keep neither side waiting nor its buffers growing.</summary>
internal static class PipelinedReads
{
    /// <summary>Commands in flight at once.</summary>
    public const int ChunkSize = 500;

    private const int ScanPageSize = 1000;

    /// <summary>Sends one command for each key; the replies keep the keys' order, and errors name the key.</summary>
    public static Task<T[]> ReadEachAsync<T>(
        this ShardConnection connection,
        IReadOnlyCollection<RedisKey> keys,
        Func<IDatabase, CommandFlags, RedisKey, Task<T>> read,
        CancellationToken cancellationToken) =>
        connection.ReadEachAsync(keys, key => key, read, cancellationToken);

    /// <summary>The same for items that each have a key.</summary>
    public static async Task<T[]> ReadEachAsync<TItem, T>(
        this ShardConnection connection,
        IReadOnlyCollection<TItem> items,
        Func<TItem, RedisKey> keyOf,
        Func<IDatabase, CommandFlags, TItem, Task<T>> read,
        CancellationToken cancellationToken)
    {
        var replies = new List<T>(items.Count);
        foreach (var chunk in items.Chunk(ChunkSize))
        {
            replies.AddRange(await Task.WhenAll(chunk.Select(item => connection.ReadAsync(
                keyOf(item), (database, flags) => read(database, flags, item), cancellationToken))).ConfigureAwait(false));
        }

        return [.. replies];
    }

    /// <summary>Reads the members of a set, each once, by <c>SSCAN</c>, which never holds the server up.</summary>
    public static Task<IReadOnlyCollection<RedisValue>> ReadMembersAsync(
        this ShardConnection connection, RedisKey key, CancellationToken cancellationToken) =>
        connection.ReadAsync<IReadOnlyCollection<RedisValue>>(
            key,
            async (database, flags) =>
            {
                // SSCAN may give a member twice. RedisKey is equal by bytes; to RedisValue 1 and 01 are the same.
                var members = new HashSet<RedisKey>();
                await foreach (var member in database.SetScanAsync(key, pageSize: ScanPageSize, flags: flags)
                    .WithCancellation(cancellationToken).ConfigureAwait(false))
                {
                    members.Add((byte[]?)member);
                }

                return [.. members.Select(member => (RedisValue)(byte[]?)member)];
            },
            cancellationToken);
}
