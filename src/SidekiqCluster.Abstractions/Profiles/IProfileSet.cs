namespace SidekiqCluster;

/// <summary>The profiles that jobs left behind (Sidekiq 8). Each is kept for a day.</summary>
public interface IProfileSet
{
    /// <summary>
    /// Reads all live profiles without their data, latest expiry first. A profile whose record is gone already has a key
    /// and nothing else. One round trip for the keys, one more for every 500.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<IReadOnlyList<ProfileRecord>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Counts the live profiles. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<long> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads a profile's data: gzip bytes. Null when there is no such profile any more. Two round trips.</summary>
    /// <param name="key">The profile's <see cref="ProfileRecord.Key"/>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    Task<Stream?> OpenDataAsync(string key, CancellationToken cancellationToken = default);
}
