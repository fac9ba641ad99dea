using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries;

/// <summary>Looks for job ids in one source: one pass, however many ids there are.</summary>
internal static class JidSearch
{
    /// <summary>The first job with this id; null when there is none. Ends as soon as it is found.</summary>
    public static async Task<JobRecord?> FirstAsync(
        ShardConnection connection, JobSource source, string jid, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jid);
        await foreach (var job in AllAsync(connection, source, new JidMatcher([jid]), cancellationToken)
            .ConfigureAwait(false))
        {
            return job;
        }

        return null;
    }

    /// <summary>All jobs with these ids.</summary>
    public static IAsyncEnumerable<JobRecord> AllAsync(
        ShardConnection connection, JobSource source, JidMatcher jids, CancellationToken cancellationToken) =>
        SourceJobs.ReadAsync(
            connection,
            source,
            entry => jids.Matches(entry.Raw.Span),
            JobOrder.Any,
            PageSizes.Default,
            cancellationToken);
}
