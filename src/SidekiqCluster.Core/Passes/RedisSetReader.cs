using System.Globalization;
using System.Net;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Passes;

/// <summary>A sorted set in Redis, from its highest score (newest first) or from its lowest.</summary>
internal sealed class RedisSetReader(ShardConnection connection, RedisKey key, bool newestFirst) : ISetReader
{
    private EndPoint? _scanned;

    public bool IsDescending => newestFirst;

    public async Task<RawEntry[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        var order = newestFirst ? Order.Descending : Order.Ascending;
        from = RedisIndex.Clamp(from);
        var last = RedisIndex.Clamp(from + count - 1);
        var members = await connection.ReadAsync(
            key,
            (redis, flags) => redis.SortedSetRangeByRankWithScoresAsync(key, from, last, order, flags),
            cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(members, static member => new RawEntry(member.Element, member.Score));
    }

    /// <remarks>A cursor means something only to the server that gave it; on another one the scan begins anew.</remarks>
    public Task<SetScanPage> ScanAsync(ulong cursor, int count, CancellationToken cancellationToken) =>
        connection.ReadFromOneServerAsync(
            async (server, database) =>
            {
                var from = server.EndPoint.Equals(_scanned) ? cursor : 0;
                _scanned = server.EndPoint;
                object[] arguments = [key, from.ToString(CultureInfo.InvariantCulture), "COUNT", count];
                var reply = await server.ExecuteAsync(database, "ZSCAN", arguments).ConfigureAwait(false);
                return new SetScanPage((ulong)(RedisValue)reply[0], Pair((RedisValue[])reply[1]!));
            },
            cancellationToken);

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

    public Task<long> CountBeforeAsync(double score, CancellationToken cancellationToken) =>
        connection.ReadAsync(
            key,
            (redis, flags) => newestFirst
                ? redis.SortedSetLengthAsync(key, score, double.PositiveInfinity, Exclude.Start, flags)
                : redis.SortedSetLengthAsync(key, double.NegativeInfinity, score, Exclude.Stop, flags),
            cancellationToken);

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) =>
        connection.ReadAsync(key, (redis, flags) => redis.SortedSetLengthAsync(key, flags: flags), cancellationToken);
}
