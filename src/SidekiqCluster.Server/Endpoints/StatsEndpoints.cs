namespace SidekiqCluster.Server.Endpoints;

/// <summary>The totals of the fleet.</summary>
internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder api) =>
        api.MapGet("/stats", static async (ISidekiqFleet fleet, CancellationToken cancellationToken) =>
            Results.Ok((await fleet.GetStatsAsync(cancellationToken: cancellationToken)).Value));
}
