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
