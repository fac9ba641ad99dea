using SidekiqCluster.Servers;

namespace SidekiqCluster.Grains.Rosters;

/// <summary>Finds out which database a shard is.</summary>
internal static class ShardClaims
{
    /// <summary>Connects for a moment.</summary>
    /// <exception cref="SidekiqClusterException">The shard cannot be reached, or refused us.</exception>
    public static async Task<ShardClaim> ReadAsync(ShardOptions options)
    {
        var shard = await SidekiqShard.ConnectAsync(options).ConfigureAwait(false);
        await using (shard.ConfigureAwait(false))
        {
            return await ReadAsync(shard, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Asks a connected shard; one round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public static async Task<ShardClaim> ReadAsync(SidekiqShard shard, CancellationToken cancellationToken) => new(
        shard.Connection.WrittenPlace,
        await DatabaseIdentity.ReadAsync(shard.Connection, cancellationToken).ConfigureAwait(false));
}
