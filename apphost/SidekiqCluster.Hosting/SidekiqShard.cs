using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>One shard of a fleet: a Redis that Sidekiq keeps its jobs in.</summary>
/// <param name="Name">The shard's name, such as <c>eu-1</c>.</param>
/// <param name="Redis">Where its Redis is.</param>
public sealed record SidekiqShard(string Name, IResourceBuilder<IResourceWithConnectionString> Redis)
{
    /// <summary>The namespace before every key; empty for none.</summary>
    public string KeyPrefix { get; init; } = string.Empty;

    /// <summary>What the shard is chosen by, such as <c>env</c> = <c>prod</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
