using SidekiqCluster.Passes;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Queries;

/// <summary>A stretch of a list and the list's length.</summary>
internal static class ListSlice
{
    // KEYS[1] list; ARGV[1] first index, ARGV[2] last index. Reply: length, entries.
    private const string Script = "return {redis.call('LLEN', KEYS[1]), redis.call('LRANGE', KEYS[1], ARGV[1], ARGV[2])}";

    public static async Task<(long Total, RawEntry[] Entries)> ReadAsync(
        ShardConnection connection, RedisKey list, long offset, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);

        offset = RedisIndex.Clamp(offset);
        var last = RedisIndex.Clamp(offset + count - 1);
        if (connection.Capabilities.CanEvaluate)
        {
            var reply = await connection.EvalReadOnlyAsync(Script, [list], [offset, last], cancellationToken)
                .ConfigureAwait(false);
            return ((long)reply[0], EntriesOf((RedisValue[])reply[1]!));
        }

        return await connection.ReadAsync(
            list,
            async (redis, flags) =>
            {
                var total = redis.ListLengthAsync(list, flags);
                var payloads = redis.ListRangeAsync(list, offset, last, flags);
                return (await total.ConfigureAwait(false), EntriesOf(await payloads.ConfigureAwait(false)));
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static RawEntry[] EntriesOf(RedisValue[] payloads) =>
        Array.ConvertAll(payloads, static payload => new RawEntry(payload, 0));
}
