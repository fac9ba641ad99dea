using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A fleet of Sidekiq shards as the app model sees it. It is no process of its own: servers own the shards, clients ask.</summary>
/// <param name="builder">The app host.</param>
/// <param name="name">The fleet's name.</param>
public sealed class SidekiqClusterService(IDistributedApplicationBuilder builder, string name)
{
    /// <summary>The fleet's name.</summary>
    public string Name { get; } = name;

    /// <summary>The app host.</summary>
    public IDistributedApplicationBuilder Builder { get; } = builder;

    /// <summary>The shards, in the order in which they were added.</summary>
    public IList<SidekiqShard> Shards { get; } = [];
}
