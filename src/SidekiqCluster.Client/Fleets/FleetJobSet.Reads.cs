namespace SidekiqCluster.Client.Fleets;

internal sealed partial class FleetJobSet
{
    public Task<FleetAnswer<long>> GetSizeAsync(CancellationToken cancellationToken = default) =>
        calls.AskAsync((fleet, scope, token) => fleet.GetSizeAsync(scope, Source, token), cancellationToken);

    public async Task<FleetAnswer<IReadOnlyList<SortedEntry>>> FindJobAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        var found = await calls.AskAsync((fleet, scope, token) => fleet.FindJobAsync(scope, Source, jid, token), cancellationToken)
            .ConfigureAwait(false);
        return found.Select<IReadOnlyList<SortedEntry>>(static batch => [.. batch.Jobs.Cast<SortedEntry>()]);
    }
}
