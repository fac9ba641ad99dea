using SidekiqCluster.Grains;

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
        return EntriesOf(found);
    }

    public async Task<FleetAnswer<IReadOnlyList<SortedEntry>>> FetchAsync(
        double score, string? jid = null, CancellationToken cancellationToken = default) =>
        EntriesOf(await calls.AskAsync(
            (fleet, scope, token) => fleet.FetchScoreAsync(scope, Source, score, jid, token), cancellationToken).ConfigureAwait(false));

    public async Task<FleetAnswer<IReadOnlyList<SortedEntry>>> FetchAsync(
        DateTimeOffset from, DateTimeOffset to, string? jid = null, CancellationToken cancellationToken = default) =>
        EntriesOf(await calls.AskAsync(
            (fleet, scope, token) => fleet.FetchTimesAsync(scope, Source, from, to, jid, token), cancellationToken).ConfigureAwait(false));

    public Task<ShardsJobPage> GetPageAsync(
        int limit = JobQuery.DefaultLimit, string? cursor = null, JobOrder order = JobOrder.NewestFirst, CancellationToken cancellationToken = default)
    {
        var query = new JobQuery { Sources = JobSources.Of(Source), Limit = limit, Cursor = cursor, Order = order };
        return calls.AskAsync((fleet, scope, token) => fleet.GetJobsAsync(scope, query, token), cancellationToken);
    }

    private static FleetAnswer<IReadOnlyList<SortedEntry>> EntriesOf(FleetAnswer<JobBatch> found) =>
        found.Select<IReadOnlyList<SortedEntry>>(static batch => [.. batch.Jobs.Cast<SortedEntry>()]);
}
