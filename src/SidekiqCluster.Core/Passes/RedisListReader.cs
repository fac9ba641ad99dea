using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Passes;

/// <summary>A list in Redis, from its head (newest first) or from its tail.</summary>
internal sealed class RedisListReader(ShardConnection connection, RedisKey key, bool newestFirst) : IListReader
{
    public bool CanCountCopies => connection.Capabilities.HasListPosition;

    public async Task<RedisValue[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        from = RedisIndex.Clamp(from);
        var to = RedisIndex.Clamp(from + count);
        if (newestFirst)
        {
            return await connection.ReadAsync(
                key,
                (redis, flags) => redis.ListRangeAsync(key, from, to - 1, flags),
                cancellationToken).ConfigureAwait(false);
        }

        var window = await connection.ReadAsync(
            key,
            (redis, flags) => redis.ListRangeAsync(key, -to, -from - 1, flags),
            cancellationToken).ConfigureAwait(false);
        Array.Reverse(window);
        return window;
    }

    /// <remarks>What is asked for whole may be too much for one array of bytes.</remarks>
    public async Task<RawPage> ReadPageAsync(long from, int count, CancellationToken cancellationToken)
    {
        if (connection.Capabilities.ReadsListsWhole)
        {
            return RawPage.Of(await ReadAsync(from, count, cancellationToken).ConfigureAwait(false));
        }

        var (first, behind) = (RedisIndex.Clamp(from), RedisIndex.Clamp(from + count));
        RedisKeyOrValue[] arguments = newestFirst
            ? [key, (RedisValue)first, (RedisValue)(behind - 1)]
            : [key, (RedisValue)(-behind), (RedisValue)(-first - 1)];
        using var reply = await connection.ReadAsync(
            key, (redis, flags) => redis.ExecuteRespAsync("LRANGE", arguments, flags), cancellationToken).ConfigureAwait(false);
        return RawPage.OfList(reply, isReversed: !newestFirst);
    }

    public Task<int[]> CountCopiesAsync(IReadOnlyList<RedisValue> payloads, CancellationToken cancellationToken) =>
        connection.ReadAsync(
            key,
            async (redis, flags) =>
            {
                var positions = await Task.WhenAll(
                    payloads.Select(payload => redis.ListPositionsAsync(key, payload, count: 0, flags: flags)))
                    .ConfigureAwait(false);
                return Array.ConvertAll(positions, static found => found.Length);
            },
            cancellationToken);

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) =>
        connection.ReadAsync(key, (redis, flags) => redis.ListLengthAsync(key, flags), cancellationToken);
}
