using SidekiqCluster.Passes;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Queries;

/// <summary>A stretch of a sorted set and the set's length.</summary>
internal static class SetSlice
{
    // KEYS[1] sorted set; ARGV[1] ZRANGE or ZREVRANGE, ARGV[2] first rank, ARGV[3] last rank.
    // Reply: length, members and scores by turns. The scores have 17 digits, which name each double exactly.
    private const string Script =
        "return {redis.call('ZCARD', KEYS[1]), redis.call(ARGV[1], KEYS[1], ARGV[2], ARGV[3], 'WITHSCORES')}";

    public static async Task<(long Total, RawEntry[] Members)> ReadAsync(
        ShardConnection connection,
        RedisKey set,
        long offset,
        int count,
        bool newestFirst,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);

        offset = RedisIndex.Clamp(offset);
        var last = RedisIndex.Clamp(offset + count - 1);
        if (connection.Capabilities.CanEvaluate)
        {
            RedisValue[] arguments = [newestFirst ? "ZREVRANGE" : "ZRANGE", offset, last];
            var reply = await connection.EvalReadOnlyAsync(Script, [set], arguments, cancellationToken)
                .ConfigureAwait(false);
            return ((long)reply[0], RedisSetReader.Pair((RedisValue[])reply[1]!));
        }

        var reader = new RedisSetReader(connection, set, newestFirst);
        var total = reader.GetLengthAsync(cancellationToken);
        var members = reader.ReadAsync(offset, count, cancellationToken);
        await Task.WhenAll(total, members).ConfigureAwait(false);
        return (await total.ConfigureAwait(false), await members.ConfigureAwait(false));
    }
}
