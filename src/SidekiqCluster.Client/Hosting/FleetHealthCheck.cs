using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SidekiqCluster.Client.Hosting;

/// <summary>Whether the silos answer. A shard that is away is theirs to tell, and no fault of the application.</summary>
internal sealed class FleetHealthCheck(ISidekiqFleet fleet) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var shards = await fleet.ListShardsAsync(cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy($"{shards.Count} shards");
        }
        catch (SidekiqClusterException e)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, e.Message);
        }
    }
}
