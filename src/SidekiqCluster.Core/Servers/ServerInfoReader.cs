using SidekiqCluster.Redis;

namespace SidekiqCluster.Servers;

/// <summary>Reads <see cref="ServerInfo"/>.</summary>
internal static class ServerInfoReader
{
    /// <summary>Asks the server; one round trip. What it does not tell, or the ACL forbids, is null.</summary>
    public static async Task<ServerInfo> ReadAsync(ShardConnection connection, CancellationToken cancellationToken)
    {
        var capabilities = connection.Capabilities;
        if (!capabilities.CanInfo)
        {
            return From(InfoText.Empty, capabilities);
        }

        var text = await connection
            .ReadAsync(static (database, flags) => database.ExecuteAsync("INFO", [], flags), cancellationToken)
            .ConfigureAwait(false);
        return From(InfoText.Parse(text.ToString()), capabilities);
    }

    /// <summary>The fields that people ask for, and all others by name.</summary>
    public static ServerInfo From(InfoText info, ShardCapabilities capabilities) => new()
    {
        Kind = capabilities.Kind,
        Version = info.Version ?? capabilities.Version,
        Role = info["role"],
        Uptime = info.Number("uptime_in_seconds") is { } seconds and >= 0 and < int.MaxValue
            ? TimeSpan.FromSeconds(seconds)
            : null,
        ConnectedClients = info.Number("connected_clients"),
        UsedMemoryBytes = info.Number("used_memory"),
        PeakMemoryBytes = info.Number("used_memory_peak"),
        MaxMemoryBytes = info.Number("maxmemory"),
        MaxMemoryPolicy = info["maxmemory_policy"],
        Fields = info.Fields,
        Degradations = capabilities.Degradations,
    };
}
