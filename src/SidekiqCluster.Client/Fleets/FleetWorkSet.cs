namespace SidekiqCluster.Client.Fleets;

/// <summary>The jobs in flight of all shards.</summary>
internal sealed class FleetWorkSet(FleetCalls calls) : IFleetWorkSet
{
    public Task<FleetAnswer<IReadOnlyList<Work>>> ListAsync(CancellationToken cancellationToken = default) =>
        calls.AskAsync(static (fleet, scope, token) => fleet.ListWorkAsync(scope, token), cancellationToken);

    public async Task<FleetAnswer<IReadOnlyList<Work>>> FindWorkAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        var all = await ListAsync(cancellationToken).ConfigureAwait(false);
        return all.Select<IReadOnlyList<Work>>(works => [.. works.Where(work => work.Job.Jid == jid)]);
    }
}
