using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries;

/// <summary>Looks for a job id in one source.</summary>
internal static class JidSearch
{
    /// <summary>The first job with this id; null when there is none. Ends as soon as it is found.</summary>
    public static async Task<JobRecord?> FirstAsync(
        ShardConnection connection, JobSource source, string jid, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jid);
        var jobs = connection.Sources.Of(source).FindAsync(new JidMatcher([jid]), cancellationToken);
        return await jobs.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }
}
