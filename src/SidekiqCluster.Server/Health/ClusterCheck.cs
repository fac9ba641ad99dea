using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SidekiqCluster.Server.Health;

/// <summary>
/// Whether the server can answer: it is an active member of its cluster, and the store where the members write themselves down is reached. A
/// shard that is away is told of in answers, and makes no server unready.
/// </summary>
internal sealed class ClusterCheck(ISiloStatusOracle members, IMembershipTable store) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (members.CurrentStatus != SiloStatus.Active)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"The silo is {members.CurrentStatus}.");
        }

        try
        {
            await store.ReadRowAsync(members.SiloAddress, cancellationToken).WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The cluster's own store does not answer.", e);
        }
    }
}
