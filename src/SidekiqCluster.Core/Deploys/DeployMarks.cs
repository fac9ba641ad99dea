using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>The deploys that somebody marked (Sidekiq 6.5.2 and newer). Sidekiq keeps them for 90 days.</summary>
public sealed class DeployMarks
{
    private readonly ShardConnection _connection;

    internal DeployMarks(ShardConnection connection) => _connection = connection;

    /// <summary>
    /// Reads the marks of one UTC day, newest first. A mark whose time cannot be read has no place in that order and is
    /// left out. One round trip.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<IReadOnlyList<DeployMark>> GetMarksAsync(DateOnly day, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(_connection.Shard);
}
