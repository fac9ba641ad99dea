namespace SidekiqCluster.Client.Fleets;

internal sealed partial class FleetQueue
{
    public Task<FleetAnswer<long>> GetSizeAsync(CancellationToken cancellationToken = default) =>
        calls.AskAsync((fleet, scope, token) => fleet.GetSizeAsync(scope, Source, token), cancellationToken);

    public async Task<FleetAnswer<TimeSpan?>> GetLatencyAsync(CancellationToken cancellationToken = default) =>
        (await GetSummaryAsync(cancellationToken).ConfigureAwait(false)).Select(static queue => queue.Latency);

    public async Task<FleetAnswer<bool>> ExistsAsync(CancellationToken cancellationToken = default) =>
        (await GetSummaryAsync(cancellationToken).ConfigureAwait(false))
            .Select(static queue => queue.Shards.Values.Any(static shard => shard is { IsRegistered: true } or { Size: > 0 }));

    public async Task<FleetAnswer<PauseState>> GetPauseAsync(CancellationToken cancellationToken = default) =>
        (await GetSummaryAsync(cancellationToken).ConfigureAwait(false)).Select(static queue => queue.Paused);

    public async Task<FleetAnswer<FleetQueueSummary>> GetSummaryAsync(CancellationToken cancellationToken = default) =>
        QueueMerge.Of(Name, await calls.AskAsync(
            (fleet, scope, token) => fleet.GetQueueAsync(scope, Name, token), cancellationToken).ConfigureAwait(false));

    public async Task<FleetAnswer<IReadOnlyList<JobRecord>>> FindJobAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        var found = await calls.AskAsync((fleet, scope, token) => fleet.FindJobAsync(scope, Source, jid, token), cancellationToken)
            .ConfigureAwait(false);
        return found.Select(static batch => batch.Jobs);
    }

    public Task<ShardsJobPage> GetPageAsync(
        int limit = JobQuery.DefaultLimit, string? cursor = null, JobOrder order = JobOrder.NewestFirst, CancellationToken cancellationToken = default)
    {
        var query = new JobQuery { Sources = JobSources.Of(Source), Limit = limit, Cursor = cursor, Order = order };
        return calls.AskAsync((fleet, scope, token) => fleet.GetJobsAsync(scope, query, token), cancellationToken);
    }
}
