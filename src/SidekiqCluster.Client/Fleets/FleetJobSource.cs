using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using SidekiqCluster.Queries;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Client.Fleets;

/// <summary>
/// Queues and sets of all shards, for typed queries: the filter travels to each silo. A query has no place for outcomes, so it
/// ends with the error of a shard that fails; acts tell of each shard.
/// </summary>
internal sealed class FleetJobSource(
    ISidekiqFleet fleet, JobSources sources, Func<string, JobSources, ITypedJobSource> sourceOf) : ITypedJobSource
{
    public async IAsyncEnumerable<JobRecord> ReadAsync(
        JobFilter filter, JobOrder order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shards = await fleet.ListShardsAsync(cancellationToken).ConfigureAwait(false);
        var jobs = new JobMerge(sources, order).ReadAsync(
            [.. shards.Select(shard => sourceOf(shard.Name, sources).ReadAsync(filter, order, cancellationToken))],
            static (_, failure) => ExceptionDispatchInfo.Throw(failure),
            cancellationToken);
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            yield return job;
        }
    }

    public async Task<TypedJobCount> CountAsync(
        JobSchema schema, JobFilter filter, JobField? by, CancellationToken cancellationToken)
    {
        var shards = await fleet.ListShardsAsync(cancellationToken).ConfigureAwait(false);
        var counts = await Task.WhenAll(shards.Select(
            shard => sourceOf(shard.Name, sources).CountAsync(schema, filter, by, cancellationToken))).ConfigureAwait(false);
        return new TypedJobCount
        {
            Count = counts.Sum(static count => count.Count),
            Mismatched = counts.Sum(static count => count.Mismatched),
            Groups = by is null
                ? null
                : JobGroups.Of(counts.SelectMany(static count => count.Groups ?? []).Select(static group => (group.Key, group.Count))),
        };
    }

    public Task<OperationResult> ActAsync(TypedJobAct act, CancellationToken cancellationToken) =>
        TypedActs.RunAsync(fleet.Operations, act, JobSelection.Where(sources, act.Filter), cancellationToken);
}
