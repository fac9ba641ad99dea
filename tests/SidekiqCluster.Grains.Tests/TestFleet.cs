using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.TestingHost;
using SidekiqCluster.Client.Fleets;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Tests;

/// <summary>Silos in this process, and the fleet over them.</summary>
public sealed class TestFleet : IAsyncDisposable
{
    private TestFleet(InProcessTestCluster cluster, TestCatalog catalog)
    {
        Cluster = cluster;
        Catalog = catalog;
    }

    public InProcessTestCluster Cluster { get; }

    internal TestCatalog Catalog { get; }

    public static async Task<TestFleet> StartAsync(short silos = 1, Action<IClientBuilder>? client = null)
    {
        var catalog = new TestCatalog();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseSidekiqFleet();
            silo.Services.Replace(ServiceDescriptor.Singleton<IShardCatalog>(catalog));
        });
        builder.ConfigureClient(configured => client?.Invoke(configured));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new TestFleet(cluster, catalog);
    }

    /// <summary>A shard of the fleet, as one who puts up with answers of some age, and waits for some time, sees it.</summary>
    public ISidekiqShard Add(ShardOptions options, TimeSpan staleness = default, TimeSpan? timeout = null)
    {
        Catalog.Shards[options.Name] = options;
        return new SidekiqFleet(Cluster.Client, options.TimeProvider)
            .With(staleness, timeout ?? TimeSpan.FromSeconds(30))
            .Shard(options.Name);
    }

    /// <summary>All shards, as one who puts up with answers of some age, and waits for some time, sees them.</summary>
    public ISidekiqFleet All(TimeSpan staleness = default, TimeSpan? timeout = null) =>
        new SidekiqFleet(Cluster.Client, TimeProvider.System).With(staleness, timeout ?? TimeSpan.FromSeconds(30));

    /// <summary>How many silos own a shard.</summary>
    public int SilosWithShards => Cluster.Silos.Count(silo => silo.ServiceProvider.GetRequiredService<ShardHosts>().All.Count > 0);

    /// <summary>The hosts of a shard, over all silos.</summary>
    internal IReadOnlyList<ShardHost> Hosts(string shard) =>
    [
        .. Cluster.Silos
            .SelectMany(silo => silo.ServiceProvider.GetRequiredService<ShardHosts>().All)
            .Where(host => host.Shard == shard),
    ];

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();
}
