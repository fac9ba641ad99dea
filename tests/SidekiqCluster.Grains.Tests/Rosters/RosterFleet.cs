using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using SidekiqCluster.Client.Fleets;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Tests.Rosters;

/// <summary>Silos in this process that know their shards as they do in production: from their configuration and the roster.</summary>
internal sealed class RosterFleet : IAsyncDisposable
{
    private readonly ReloadedConfiguration _configuration;

    private RosterFleet(InProcessTestCluster cluster, ReloadedConfiguration configuration)
    {
        Cluster = cluster;
        _configuration = configuration;
        Fleet = new SidekiqFleet(cluster.Client, TimeProvider.System).With(TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    public InProcessTestCluster Cluster { get; }

    public ISidekiqFleet Fleet { get; }

    /// <param name="store">The Redis that keeps what is added at run time; null to keep it in memory.</param>
    /// <param name="settings">The configuration under <c>SidekiqCluster:Shards</c>.</param>
    public static async Task<RosterFleet> StartAsync(string? store = null, params (string Key, string Value)[] settings)
    {
        var configuration = new ReloadedConfiguration();
        configuration.Set(settings);
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ServiceId = "fleet-of-a-test";
        builder.ConfigureSiloHost((_, host) => ((IConfigurationBuilder)host.Configuration).Add(configuration));
        builder.ConfigureSilo((_, silo) =>
        {
            if (store is not null)
            {
                silo.UseFleetStorage(store);
            }

            silo.UseSidekiqFleet();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new RosterFleet(cluster, configuration);
    }

    /// <summary>What each silo knows at this moment, by asking nobody.</summary>
    public IReadOnlyList<bool> SilosThatKnow(string shard) =>
        [.. Cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IShardCatalog>().Find(shard) is not null)];

    /// <summary>Changes the configuration of all silos.</summary>
    public void Configure(params (string Key, string Value)[] settings) => _configuration.Set(settings);

    /// <summary>Whether any silo is connected to the shard.</summary>
    public bool IsConnected(string shard) => Cluster.Silos
        .SelectMany(silo => silo.ServiceProvider.GetRequiredService<ShardHosts>().All)
        .Any(host => host.Shard == shard && host.Snapshots is not null);

    /// <summary>Whether a grain lives on a silo.</summary>
    public bool IsAt(InProcessSiloHandle silo, GrainId grain) =>
        Cluster.TryGetGrainContext(grain, out var context) && context.Address.SiloAddress == silo.SiloAddress;

    public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();
}
