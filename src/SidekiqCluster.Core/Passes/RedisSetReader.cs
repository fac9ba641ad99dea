using System.Globalization;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Passes;

/// <summary>A sorted set in Redis, from its highest score (newest first) or from its lowest.</summary>
internal sealed class RedisSetReader(ShardConnection connection, RedisKey key, bool newestFirst) : ISetReader
{
    public bool IsDescending => newestFirst;

    public async Task<RawEntry[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        var order = newestFirst ? Order.Descending : Order.Ascending;
        var members = await connection.ReadAsync(
            (redis, flags) => redis.SortedSetRangeByRankWithScoresAsync(key, from, from + count - 1, order, flags),
            cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(members, static member => new RawEntry(member.Element, member.Score));
    }

    public async Task<SetScanPage> ScanAsync(ulong cursor, int count, CancellationToken cancellationToken)
    {
        object[] arguments = [key, cursor.ToString(CultureInfo.InvariantCulture), "COUNT", count];
        var reply = (RedisResult[])(await connection.ReadAsync(
            (redis, flags) => redis.ExecuteAsync("ZSCAN", arguments, flags), cancellationToken).ConfigureAwait(false))!;
        return new SetScanPage((ulong)(RedisValue)reply[0], Pair((RedisValue[])reply[1]!));
    }

    /// <summary>Members and scores by turns, as ZSCAN and scripts give them.</summary>
    public static RawEntry[] Pair(RedisValue[] flat)
    {
        var members = new RawEntry[flat.Length / 2];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = new RawEntry(flat[2 * i], (double)flat[(2 * i) + 1]);
        }

        return members;
    }

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) =>
        connection.ReadAsync((redis, flags) => redis.SortedSetLengthAsync(key, flags: flags), cancellationToken);
}
