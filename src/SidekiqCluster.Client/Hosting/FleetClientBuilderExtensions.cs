using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using SidekiqCluster.Redis;

namespace SidekiqCluster;

/// <summary>Lets a cluster client find the silos of a fleet.</summary>
public static class FleetClientBuilderExtensions
{
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Finds the silos through the cluster's own Redis, the one that the silos' <c>UseFleetStore</c> names. Silos that come or go
    /// are learned of within ten seconds. Nothing is written there.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="connection">A connection string or URL, as of a shard.</param>
    /// <exception cref="FormatException">The connection is neither a connection string nor a URL.</exception>
    public static IClientBuilder UseFleetStore(this IClientBuilder client, string connection)
    {
        ArgumentNullException.ThrowIfNull(client);
        var store = ConnectionText.Parse(connection).Configuration;
        return client
            .UseRedisClustering(clustering => clustering.ConfigurationOptions = store)
            .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = GatewayRefresh);
    }
}
