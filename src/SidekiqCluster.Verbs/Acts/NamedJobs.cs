namespace SidekiqCluster.Verbs.Acts;

/// <summary>Looks for the jobs that were named, in one shard: one pass over each source that can hold one.</summary>
internal static class NamedJobs
{
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public static async Task<IReadOnlyList<JobRecord>> FindAsync(
        ISidekiqShard shard, JobChoice choice, CancellationToken cancellationToken)
    {
        if (choice.Jids.Count > 0)
        {
            var byJid = JobFilter.In(JobField.Of(JobFieldName.Jid), choice.Jids.Select(JobFilterValue.Of));
            return await shard.ReadJobsAsync(choice.Sources ?? JobSources.All, byJid, JobOrder.Any, cancellationToken)
                .ToListAsync(cancellationToken);
        }

        return await ByIdAsync(shard, [.. choice.Ids.Where(id => id.IsOfShard(shard.Name))], choice.Sources, cancellationToken);
    }

    private static async Task<IReadOnlyList<JobRecord>> ByIdAsync(
        ISidekiqShard shard, HashSet<EntryId> ids, JobSources? within, CancellationToken cancellationToken)
    {
        var found = new Dictionary<EntryId, JobRecord>();
        var unplaced = new HashSet<EntryId>(ids);
        if (ids.Count == 0)
        {
            return [];
        }

        foreach (var source in await SourcesAsync(shard, within, cancellationToken))
        {
            if (unplaced.RemoveWhere(id => id.IsOfSource(source)) == 0)
            {
                continue;
            }

            await foreach (var job in shard.ReadJobsAsync(JobSources.Of(source), null, JobOrder.Any, cancellationToken))
            {
                if (ids.Contains(job.Id))
                {
                    found.TryAdd(job.Id, job);
                }
            }
        }

        // What is left is of a queue that nobody registered, unless the user said where to look.
        foreach (var id in within is null ? unplaced : [])
        {
            if (await shard.FindEntryAsync(id, cancellationToken) is { } job)
            {
                found.TryAdd(id, job);
            }
        }

        return [.. found.Values];
    }

    private static async Task<IEnumerable<JobSource>> SourcesAsync(
        ISidekiqShard shard, JobSources? within, CancellationToken cancellationToken)
    {
        var sources = within ?? JobSources.All;
        var queues = sources.IncludesAllQueues ? await shard.Queues.ListAsync(cancellationToken: cancellationToken) : [];
        return queues.Where(name => name.Length > 0).Select(JobSource.Queue).Union(sources.Single);
    }
}
