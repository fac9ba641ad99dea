using Aspire.Hosting.ApplicationModel;
using SidekiqCluster.Hosting;

namespace Aspire.Hosting;

/// <summary>Adds a fleet of Sidekiq shards to an app host, and tells servers and clients of it.</summary>
public static class SidekiqClusterBuilderExtensions
{
    /// <summary>Adds a fleet. It needs one shard or more.</summary>
    /// <param name="builder">The app host.</param>
    /// <param name="name">The fleet's name.</param>
    public static SidekiqClusterService AddSidekiqCluster(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new SidekiqClusterService(builder, name);
    }

    /// <summary>Adds a shard.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="redis">The Redis that Sidekiq keeps its jobs in. It must not be the cluster's own store.</param>
    /// <param name="name">The shard's name, which answers and selections show; null for the name of the Redis.</param>
    /// <param name="keyPrefix">The namespace before every key; empty for none.</param>
    /// <param name="labels">What the shard is chosen by, such as <c>("env", "prod")</c>.</param>
    /// <exception cref="ArgumentException">There is a shard of this name already.</exception>
    public static SidekiqClusterService WithShard(
        this SidekiqClusterService fleet,
        IResourceBuilder<IResourceWithConnectionString> redis,
        string? name = null,
        string keyPrefix = "",
        params (string Name, string Value)[] labels)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(redis);
        ArgumentNullException.ThrowIfNull(keyPrefix);
        ArgumentNullException.ThrowIfNull(labels);
        var shard = new SidekiqShard(name ?? redis.Resource.Name, redis)
        {
            KeyPrefix = keyPrefix,
            Labels = labels.ToDictionary(static label => label.Name, static label => label.Value),
        };
        if (fleet.Shards.Any(other => other.Name == shard.Name))
        {
            throw new ArgumentException($"'{fleet.Name}' has a shard '{shard.Name}' already; give this one another name.", nameof(name));
        }

        fleet.Shards.Add(shard);
        return fleet;
    }

    /// <summary>
    /// Tells a server or client which shards there are, and has it wait for their Redis: injects <c>SidekiqCluster__Shards__N__Name</c>,
    /// <c>…__ServiceKey</c>, <c>…__Prefix</c> and <c>…__Labels__*</c>, and the connection string of each.
    /// </summary>
    /// <param name="builder">The server or client.</param>
    /// <param name="fleet">The fleet.</param>
    /// <exception cref="InvalidOperationException">The fleet has no shards.</exception>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, SidekiqClusterService fleet)
        where T : IResourceWithEnvironment, IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(fleet);
        if (fleet.Shards.Count == 0)
        {
            throw new InvalidOperationException($"'{fleet.Name}' has no shards; call WithShard first.");
        }

        for (var place = 0; place < fleet.Shards.Count; place++)
        {
            var shard = fleet.Shards[place];
            builder
                .WithEnvironment(FleetEnvironment.VariableOf(place, FleetEnvironment.Name), shard.Name)
                .WithEnvironment(FleetEnvironment.VariableOf(place, FleetEnvironment.ServiceKey), shard.Redis.Resource.Name)
                .WithEnvironment(FleetEnvironment.VariableOf(place, FleetEnvironment.Prefix), shard.KeyPrefix)
                .WithReference(shard.Redis)
                .WaitFor(shard.Redis);
            foreach (var (label, value) in shard.Labels)
            {
                builder.WithEnvironment(FleetEnvironment.LabelOf(place, label), value);
            }
        }

        return builder;
    }
}
