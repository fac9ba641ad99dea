using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries;

/// <summary>Looks for the job of an address in one source.</summary>
internal static class EntrySearch
{
    public static async Task<JobRecord?> FirstAsync(
        ShardConnection connection, JobSource source, EntryId id, CancellationToken cancellationToken)
    {
        if (!id.IsOfShard(connection.Shard) || !id.IsOfSource(source))
        {
            return null;
        }

        var jobs = SourceJobs.ReadAsync(
            connection,
            source,
            entry => EntryId.Of(connection.Shard, source, entry.Raw.Span) == id,
            JobOrder.Any,
            PageSizes.Default,
            cancellationToken);
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            return job;
        }

        return null;
    }
}
