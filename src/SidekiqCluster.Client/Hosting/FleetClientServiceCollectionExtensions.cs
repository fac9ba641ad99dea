using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SidekiqCluster.Client.Fleets;

namespace SidekiqCluster;

/// <summary>Gives applications the fleet.</summary>
public static class FleetClientServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="ISidekiqFleet"/> over the grains that the host's cluster client reaches: in an application with
    /// <c>UseOrleansClient</c>, or in a silo itself, where calls stay in the process if the shard lives there.
    /// </summary>
    public static IServiceCollection AddSidekiqFleetClient(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISidekiqFleet>(static provider => new SidekiqFleet(
            provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
