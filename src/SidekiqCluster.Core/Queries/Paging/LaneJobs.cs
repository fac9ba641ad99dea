using System.Runtime.CompilerServices;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries.Paging;

/// <summary>The jobs of one connected shard in the order of a query.</summary>
internal static class LaneJobs
{
    /// <summary>Reads from a position on, one source after the other, each job with the mark behind it.</summary>
    public static async IAsyncEnumerable<PagedJob> ReadAsync(
        ShardConnection connection,
        PageRequest request,
        ShardPosition start,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var source in await SourcesAsync(connection, request, start.Source, cancellationToken).ConfigureAwait(false))
        {
            var mark = source == start.Source ? start.Mark : null;
            var jobs = connection.Sources.Of(source)
                .ReadFromAsync(mark, request.Filter, request.NewestFirst, request.PageSize, cancellationToken);
            await foreach (var job in jobs.ConfigureAwait(false))
            {
                yield return job;
            }
        }
    }

    private static async Task<IEnumerable<JobSource>> SourcesAsync(
        ShardConnection connection, PageRequest request, JobSource? start, CancellationToken cancellationToken)
    {
        var all = await SourceNames.ResolveAsync(connection.Sources, request.Sources, cancellationToken).ConfigureAwait(false);
        return start is { } last ? all.Where(source => request.Order.Compare(source, last) > 0).Prepend(last) : all;
    }
}
