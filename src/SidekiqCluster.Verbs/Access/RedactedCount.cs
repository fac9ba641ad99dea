using SidekiqCluster.Redaction;

namespace SidekiqCluster.Verbs.Access;

/// <summary>Counts jobs by what a caller may see.</summary>
internal static class RedactedCount
{
    /// <summary>The jobs by a field; those whose key would tell what is kept back stand together.</summary>
    public static async Task<JobCount> CountAsync(
        this VerbRun run, ISidekiqShard shard, JobSources sources, JobFilter filter, JobField? by, CancellationToken cancellationToken)
    {
        var allowed = run.Allowed(filter);
        if (by is null || run.Redaction.FindHidden(by) is not { } hidden)
        {
            return await shard.CountJobsAsync(sources, allowed, by, cancellationToken);
        }

        var shown = await shard.CountJobsAsync(sources, VerbRun.Allowed(allowed, all => JobFilter.AllOf(all, JobFilter.Not(hidden))), by, cancellationToken);
        var others = await shard.CountJobsAsync(sources, VerbRun.Allowed(allowed, all => JobFilter.AllOf(all, hidden)), null, cancellationToken);
        return others.Count == 0
            ? shown
            : new JobCount { Count = shown.Count + others.Count, Groups = [.. shown.Groups ?? [], new JobGroup(ArgumentRedaction.Mark, others.Count)] };
    }
}
