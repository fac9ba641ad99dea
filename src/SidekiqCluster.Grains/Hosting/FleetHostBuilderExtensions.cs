using Microsoft.Extensions.Hosting;
using SidekiqCluster.Hosting;

namespace SidekiqCluster;

/// <summary>Makes a host a silo of a fleet, by what its app host has injected.</summary>
public static class FleetHostBuilderExtensions
{
    /// <summary>
    /// Makes the host a silo that owns shards. Silos find each other as section <c>Orleans</c> of the configuration says, with Redis
    /// connections looked up in <c>ConnectionStrings</c> by their service keys or names; the shards that are added at run time are kept beside their
    /// members. The shards of the configuration are those of section <see cref="FleetOptions.SectionName"/>.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="configure">What else the silo needs; null for nothing.</param>
    /// <exception cref="InvalidOperationException">A connection string is missing, or is none.</exception>
    public static IHostApplicationBuilder AddSidekiqFleetSilo(this IHostApplicationBuilder builder, Action<ISiloBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        InjectedRedis.AddTo(builder);
        return builder.UseOrleans(silo =>
        {
            if (InjectedRedis.FindStore(builder.Configuration) is { } store)
            {
                silo.UseFleetStorage(store);
            }

            configure?.Invoke(silo);
            silo.UseSidekiqFleet();
        });
    }
}
