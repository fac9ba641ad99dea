using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>The profiles, a hash each.</summary>
internal sealed class ProfileSet : IProfileSet
{
    private static readonly RedisValue[] Fields = ["started_at", "jid", "type", "token", "size", "elapsed"];

    private readonly ShardConnection _connection;

    internal ProfileSet(ShardConnection connection) => _connection = connection;

    private RedisKeys Keys => _connection.Keys;

    private double Now => (_connection.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProfileRecord>> ListAsync(CancellationToken cancellationToken = default)
    {
        var live = await _connection.ReadAsync(
            Keys.Profiles,
            (database, flags) => database.SortedSetRangeByScoreWithScoresAsync(
                Keys.Profiles, Now, double.PositiveInfinity, Exclude.Start, Order.Descending, flags: flags),
            cancellationToken).ConfigureAwait(false);
        var hashes = await _connection.ReadEachAsync(
            [.. live.Select(profile => Keys.Profile((string)profile.Element!))],
            (database, flags, key) => database.HashGetAsync(key, Fields, flags),
            cancellationToken).ConfigureAwait(false);
        return [.. live.Zip(hashes, Read)];
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(CancellationToken cancellationToken = default) => _connection.ReadAsync(
        Keys.Profiles,
        (database, flags) => database.SortedSetLengthAsync(
            Keys.Profiles, Now, double.PositiveInfinity, Exclude.Start, flags),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<Stream?> OpenDataAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var expiry = await _connection.ReadAsync(
            Keys.Profiles,
            (database, flags) => database.SortedSetScoreAsync(Keys.Profiles, key, flags),
            cancellationToken).ConfigureAwait(false);
        if (expiry is null)
        {
            return null;
        }

        var data = await _connection.ReadAsync(
            Keys.Profile(key),
            (database, flags) => database.HashGetAsync(Keys.Profile(key), "data", flags),
            cancellationToken).ConfigureAwait(false);
        return data.IsNull ? null : new MemoryStream((byte[])data!, writable: false);
    }

    private static ProfileRecord Read(SortedSetEntry profile, RedisValue[] fields) => new()
    {
        Key = (string)profile.Element!,
        StartedAt = LenientNumber.ToTime(fields[0]),
        Jid = fields[1],
        Type = fields[2],
        Token = fields[3],
        Size = LenientNumber.ToInt64(fields[4]),
        Elapsed = LenientNumber.ToDuration(fields[5]),
        ExpiresAt = LenientNumber.ToTime(profile.Score),
    };
}
