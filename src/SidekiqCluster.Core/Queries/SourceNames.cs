namespace SidekiqCluster.Queries;

/// <summary>The sources of a query, one by one.</summary>
internal static class SourceNames
{
    /// <summary>
    /// The registered queues by name when all are wanted, then the single sources as given, each once. No round trip
    /// unless all queues are wanted.
    /// </summary>
    public static async Task<IReadOnlyList<JobSource>> ResolveAsync(
        IShardSources from, JobSources sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (!sources.IncludesAllQueues)
        {
            return sources.Single;
        }

        var queues = await from.ListQueuesAsync(cancellationToken).ConfigureAwait(false);
        return [.. queues.Union(sources.Single)];
    }
}
