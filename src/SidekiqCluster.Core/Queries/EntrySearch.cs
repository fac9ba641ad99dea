using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries;

/// <summary>Looks for the job of an address in one source.</summary>
internal static class EntrySearch
{
    public static async Task<JobRecord?> FirstAsync(
        ShardConnection connection, JobSource source, EntryId id, CancellationToken cancellationToken) =>
        id.IsOfShard(connection.Shard) && id.IsOfSource(source)
            ? await connection.Sources.Of(source).FindAsync(id, cancellationToken).ConfigureAwait(false)
            : null;
}
