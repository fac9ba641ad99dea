using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Client.Fleets;

/// <summary>The jobs in flight of all shards.</summary>
internal sealed class FleetWorkSet(ISidekiqFleet shards, FleetCalls calls, TimeProvider clock) : IFleetWorkSet
{
    public Task<FleetAnswer<IReadOnlyList<Work>>> ListAsync(CancellationToken cancellationToken = default) =>
        calls.AskAsync(static (fleet, scope, token) => fleet.ListWorkAsync(scope, token), cancellationToken);

    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => new(new RecordJobSource(
            ReadAsync, clock, (act, jobs, token) => TypedActs.RunAsync(shards.Operations, act, JobSelection.Of(jobs), token)));

    public async Task<FleetAnswer<IReadOnlyList<Work>>> FindWorkAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        var all = await ListAsync(cancellationToken).ConfigureAwait(false);
        return all.Select<IReadOnlyList<Work>>(works => [.. works.Where(work => work.Job.Jid == jid)]);
    }

    private async Task<IReadOnlyCollection<JobRecord>> ReadAsync(CancellationToken cancellationToken)
    {
        var all = await shards.ListShardsAsync(cancellationToken).ConfigureAwait(false);
        var parts = await Task.WhenAll(all.Select(shard => shards.Shard(shard.Name).Work.ListAsync(cancellationToken)))
            .ConfigureAwait(false);
        return
        [
            .. parts.SelectMany(static part => part)
                .OrderBy(static work => work.RunAt ?? DateTimeOffset.MaxValue)
                .Select(static work => work.Job),
        ];
    }
}
