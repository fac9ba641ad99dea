using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>The profiles that jobs left behind (Sidekiq 8). Each is kept for a day.</summary>
public sealed class ProfileSet
{
    private readonly ShardConnection _connection;

    internal ProfileSet(ShardConnection connection) => _connection = connection;

    /// <summary>Reads all live profiles without their data, latest expiry first. Two round trips per 500 profiles.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<IReadOnlyList<ProfileRecord>> ListAsync(CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);

    /// <summary>Counts the live profiles. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<long> CountAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException(_connection.Shard);

    /// <summary>Reads a profile's data: gzip bytes. Null when there is no such profile any more. Two round trips.</summary>
    /// <param name="key">The profile's <see cref="ProfileRecord.Key"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<Stream?> OpenDataAsync(string key, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);
}
