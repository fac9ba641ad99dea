using SidekiqCluster.Redaction;

namespace SidekiqCluster.Verbs.Access;

/// <summary>Counts jobs by what a caller may see.</summary>
internal static class RedactedCount
{
    /// <summary>The jobs by a field; those whose key would tell what is kept back stand together.</summary>
    public static async Task<JobCount> CountAsync(
        this ArgumentRedaction redaction, ISidekiqShard shard, JobSources sources, JobFilter filter, JobField? by, CancellationToken cancellationToken)
    {
        var allowed = redaction.Rewrite(filter);
        if (by is null || redaction.FindHidden(by) is not { } hidden)
        {
            return await shard.CountJobsAsync(sources, allowed, by, cancellationToken);
        }

        var shown = await shard.CountJobsAsync(sources, JobFilter.AllOf(allowed, JobFilter.Not(hidden)), by, cancellationToken);
        var others = await shard.CountJobsAsync(sources, JobFilter.AllOf(allowed, hidden), null, cancellationToken);
        return others.Count == 0
            ? shown
            : new JobCount { Count = shown.Count + others.Count, Groups = [.. shown.Groups ?? [], new JobGroup(ArgumentRedaction.Mark, others.Count)] };
    }
}
