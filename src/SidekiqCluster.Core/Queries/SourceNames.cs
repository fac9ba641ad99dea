using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries;

/// <summary>The sources of a query, one by one.</summary>
internal static class SourceNames
{
    /// <summary>
    /// The registered queues by name when all are wanted, then the single sources as given, each once. No round trip
    /// unless all queues are wanted.
    /// </summary>
    public static async Task<IReadOnlyList<JobSource>> ResolveAsync(
        ShardConnection connection, JobSources sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (!sources.IncludesAllQueues)
        {
            return sources.Single;
        }

        var names = await connection.ReadMembersAsync(connection.Keys.Queues, cancellationToken).ConfigureAwait(false);
        var queues = names
            .Select(static name => (string)name!)
            .Where(static name => name.Length > 0)
            .Order(StringComparer.Ordinal)
            .Select(JobSource.Queue)
            .ToList();
        return [.. queues.Union(sources.Single)];
    }
}
