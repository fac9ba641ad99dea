namespace SidekiqCluster.Client.Fleets;

internal sealed partial class FleetProcessSet
{
    public Task<FleetAnswer<IReadOnlyList<SidekiqProcess>>> ListAsync(CancellationToken cancellationToken = default) =>
        calls.AskAsync(static (fleet, scope, token) => fleet.GetProcessesAsync(scope, token), cancellationToken);

    public Task<FleetAnswer<ProcessSummary>> GetSummaryAsync(CancellationToken cancellationToken = default) =>
        calls.AskAsync(static (fleet, scope, token) => fleet.GetProcessSummaryAsync(scope, token), cancellationToken);
}
