using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs.Acts;

/// <summary>Finds out, before anything is changed, what an act is about in each shard.</summary>
internal sealed class JobSelector(ShardRoster shards, JobChoice choice, long? limit)
{
    /// <summary>Whether the jobs that match must be counted. A limit over several shards needs that too.</summary>
    public bool Counts { get; init; }

    /// <summary>What each shard is to do, and the names of jobs that are in none; null when none were named.</summary>
    public async Task<(ShardAnswers<ChosenJobs> Chosen, IReadOnlyList<string>? Missing)> SelectAsync(CancellationToken cancellationToken) =>
        choice.IsNamed ? await ByNameAsync(cancellationToken) : (await ByFilterAsync(cancellationToken), null);

    private async Task<ShardAnswers<ChosenJobs>> ByFilterAsync(CancellationToken cancellationToken)
    {
        var (sources, filter) = (choice.Sources!, choice.Filter!);
        var counts = Counts || (limit is not null && (await shards.ListAsync(cancellationToken)).Count > 1);
        var counted = await shards.AskAsync<long?>(
            async (shard, ct) => counts ? (await shard.CountJobsAsync(sources, filter, null, ct)).Count : null, cancellationToken);
        var jobs = JobSelection.Where(sources, filter);
        var left = limit;
        return counted.Select(answer =>
        {
            if (left is not { } most)
            {
                return new ChosenJobs(answer.Value, jobs);
            }

            // An act cannot be told to do nothing: no jobs, then.
            var share = Math.Min(most, answer.Value ?? most);
            left -= share;
            return share > 0 ? new ChosenJobs(answer.Value, jobs) { Limit = share } : new ChosenJobs(0, JobSelection.Of());
        });
    }

    private async Task<(ShardAnswers<ChosenJobs> Chosen, IReadOnlyList<string> Missing)> ByNameAsync(CancellationToken cancellationToken)
    {
        var found = await shards.AskAsync((shard, ct) => NamedJobs.FindAsync(shard, choice, ct), cancellationToken);
        JobRecord[] all = [.. found.Ok.SelectMany(a => a.Value)];
        var ambiguous = choice.Jids.Count == 0
            ? []
            : all.GroupBy(job => job.Jid!).Where(jobs => jobs.Count() > 1).ToDictionary(jobs => jobs.Key, WhyAmbiguous);
        var chosen = found.Select(answer =>
        {
            JobRecord[] clear = [.. answer.Value.Where(job => !ambiguous.ContainsKey(job.Jid ?? string.Empty))];
            var refused = answer.Value.Except(clear).CountBy(job => ambiguous[job.Jid!]).ToDictionary();
            return new ChosenJobs(clear.Length, JobSelection.Of(clear)) { Refused = refused.ToDictionary(r => r.Key, r => (long)r.Value) };
        });
        var names = all.Select(job => choice.Jids.Count > 0 ? job.Jid! : job.Id.ToString());
        return (chosen, [.. choice.Names.Except(names)]);
    }

    private static string WhyAmbiguous(IGrouping<string, JobRecord> jobs) =>
        $"{jobs.Count()} jobs have the jid {jobs.Key}; name the right one by --id: "
        + string.Join(", ", jobs.Select(job => $"{job.Id} ({job.Source} of {job.Shard})").Distinct());
}
