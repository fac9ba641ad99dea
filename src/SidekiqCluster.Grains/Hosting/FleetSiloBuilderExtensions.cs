using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using SidekiqCluster.Grains.Fleets;
using SidekiqCluster.Grains.Hosting;
using SidekiqCluster.Grains.Placement;
using SidekiqCluster.Grains.Rosters;
using SidekiqCluster.Grains.Shards;
using SidekiqCluster.Redis;
using SidekiqCluster.Snapshots;

namespace SidekiqCluster;

/// <summary>Makes a silo own shards.</summary>
public static class FleetSiloBuilderExtensions
{
    /// <summary>
    /// Adds the grains of the fleet and what they need. The shards come from section <see cref="FleetOptions.SectionName"/> of the
    /// configuration. Clustering is the host's to choose; <see cref="UseFleetStore"/> takes Redis for it.
    /// </summary>
    public static ISiloBuilder UseSidekiqFleet(this ISiloBuilder silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.Services.AddOptions<FleetOptions>().BindConfiguration(FleetOptions.SectionName).ValidateOnStart();
        silo.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<FleetOptions>, InjectedShards>());
        silo.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FleetOptions>, FleetOptionsValidator>());
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton<ShardCatalog>();
        silo.Services.TryAddSingleton<IShardCatalog>(static provider => provider.GetRequiredService<ShardCatalog>());
        silo.Services.AddSingleton(static provider =>
            new SnapshotBudget(provider.GetRequiredService<IOptions<FleetOptions>>().Value.SnapshotBytesOrDefault));
        silo.Services.AddSingleton<ShardHosts>();
        silo.Services.AddSingleton<FleetQuestions>();
        silo.Services.AddHostedService<ShardMover>();
        silo.Services.AddHostedService<RosterWatch>();
        if (!silo.Services.Any(IsStorage))
        {
            silo.AddMemoryGrainStorage(FleetOptions.StorageName);
        }

        silo.AddPlacementDirector<ShardPlacement, ShardPlacementDirector>();
        return silo.Configure<ClusterMembershipOptions>(FleetMembership.Apply);
    }

    /// <summary>
    /// Keeps the cluster's own state, its members and the shards that are added at run time with their passwords, in a Redis of
    /// its own. It must not be a shard: what is written there is not Sidekiq's.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="connection">A connection string or URL, as of a shard.</param>
    public static ISiloBuilder UseFleetStore(this ISiloBuilder silo, string connection)
    {
        ArgumentNullException.ThrowIfNull(silo);
        return silo
            .UseRedisClustering(clustering => clustering.ConfigurationOptions = ConnectionSettings.ForStore(connection))
            .UseFleetStorage(connection);
    }

    /// <summary>Keeps the shards that are added at run time in a Redis.</summary>
    internal static ISiloBuilder UseFleetStorage(this ISiloBuilder silo, string connection) =>
        silo.AddRedisGrainStorage(FleetOptions.StorageName, storage => storage.Configure<Serializer>((options, serializer) =>
        {
            options.ConfigurationOptions = ConnectionSettings.ForStore(connection);
            options.GrainStorageSerializer = new OrleansGrainStorageSerializer(serializer);
        }));

    private static bool IsStorage(ServiceDescriptor service) =>
        service.ServiceType == typeof(IGrainStorage) && service.IsKeyedService && Equals(service.ServiceKey, FleetOptions.StorageName);
}
