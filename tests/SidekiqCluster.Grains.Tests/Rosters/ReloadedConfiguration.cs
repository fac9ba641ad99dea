using Microsoft.Extensions.Configuration;

namespace SidekiqCluster.Grains.Tests.Rosters;

/// <summary>A configuration that changes while silos run.</summary>
internal sealed class ReloadedConfiguration : ConfigurationProvider, IConfigurationSource
{
    /// <summary>Replaces all shards.</summary>
    public void Set(params (string Key, string Value)[] settings)
    {
        Data = settings.ToDictionary(
            setting => $"SidekiqCluster:Shards:{setting.Key}", setting => (string?)setting.Value, StringComparer.OrdinalIgnoreCase);
        try
        {
            OnReload();
        }
        catch (AggregateException)
        {
            // Who watches a file lets nobody hear either that what was read from it is refused.
        }
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
