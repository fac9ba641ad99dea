using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Processes;

/// <summary>What the heartbeats of all registered processes add up to.</summary>
/// <param name="Living">Processes whose record has not expired.</param>
/// <param name="Busy">Jobs that they run.</param>
internal readonly record struct Heartbeats(long Living, long Busy)
{
    private static readonly RedisValue[] Fields = ["info", "busy"];

    public static async Task<Heartbeats> ReadAsync(ShardConnection connection, CancellationToken cancellationToken)
    {
        var members = await connection.ReadMembersAsync(connection.Keys.Processes, cancellationToken).ConfigureAwait(false);
        var hashes = await connection.ReadEachAsync(
            [.. members.Select(member => connection.Keys.Process((string)member!))],
            (database, flags, key) => database.HashGetAsync(key, Fields, flags),
            cancellationToken).ConfigureAwait(false);
        return Of(hashes);
    }

    /// <summary>The sum of hashes whose first values are those of <c>info</c> and <c>busy</c>.</summary>
    public static Heartbeats Of(IReadOnlyCollection<RedisValue[]> hashes) =>
        new(
            hashes.LongCount(hash => !hash[0].IsNull),
            hashes.Aggregate(0L, (sum, hash) => LenientNumber.Add(sum, LenientNumber.ToInt64(hash[1]) ?? 0)));
}
