using System.Runtime.CompilerServices;
using SidekiqCluster.Passes;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries;

/// <summary>The jobs of one source, by a pass over Redis. What is not wanted costs no record.</summary>
internal static class SourceJobs
{
    public static async IAsyncEnumerable<JobRecord> ReadAsync(
        ShardConnection connection,
        JobSource source,
        Predicate<RawEntry> wanted,
        JobOrder order,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in SourcePass.ReadPagesAsync(connection, source, wanted, order, pageSize, cancellationToken)
            .ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                yield return ToRecord(connection, source, entry);
            }
        }
    }

    /// <summary>A record of the entry: a <see cref="SortedEntry"/> when the source is a set.</summary>
    public static JobRecord ToRecord(ShardConnection connection, JobSource source, RawEntry entry) =>
        source.Kind == JobSourceKind.Queue
            ? new JobRecord(connection.Shard, source, entry.Raw)
            : new SortedEntry(connection.Shard, source, entry.Raw, entry.Score);
}
