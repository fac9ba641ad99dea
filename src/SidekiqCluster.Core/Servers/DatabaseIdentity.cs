using SidekiqCluster.Redis;

namespace SidekiqCluster.Servers;

/// <summary>Tells whether two connections lead to the same jobs.</summary>
internal static class DatabaseIdentity
{
    /// <summary>
    /// A text that is equal for all ways to one database and prefix: by its master's replication id, which replicas have as
    /// well; of a server that tells none, by its run; of one that tells nothing, by its address as it is written. One round trip.
    /// </summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public static async Task<string> ReadAsync(ShardConnection connection, CancellationToken cancellationToken)
    {
        var fields = (await ServerInfoReader.ReadAsync(connection, cancellationToken).ConfigureAwait(false)).Fields;
        return (IdOf(fields, "master_replid") ?? IdOf(fields, "run_id")) is { } server
            ? $"{server}/{connection.Database}/{connection.Keys.Prefix}"
            : connection.WrittenPlace;
    }

    private static string? IdOf(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var id) && id.AsSpan().ContainsAnyExcept('0') ? id : null;
}
