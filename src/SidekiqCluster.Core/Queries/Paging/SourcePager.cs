using System.Runtime.CompilerServices;
using SidekiqCluster.Passes;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries.Paging;

/// <summary>The jobs of one source from a mark on, each with the mark behind it.</summary>
internal sealed class SourcePager(ShardConnection connection, QueryFilter filter, bool newestFirst, int pageSize)
{
    private readonly PassOptions _options = new()
    {
        PageSize = pageSize,
        ReadsWhole = connection.Capabilities.ReadsListsWhole,
        LookBack = LookBack.None,
        TrustsOverlap = true,
    };

    private int WindowSize => _options.ReadsWhole ? Array.MaxLength : pageSize + ListPass.Overlap;

    public IAsyncEnumerable<PagedJob> ReadAsync(JobSource source, SourceMark? mark, CancellationToken cancellationToken) =>
        source.Kind == JobSourceKind.Queue
            ? ReadQueueAsync(source, mark, cancellationToken)
            : ReadSetAsync(source, mark, cancellationToken);

    private async IAsyncEnumerable<PagedJob> ReadQueueAsync(
        JobSource source, SourceMark? mark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var list = new RedisListReader(connection, connection.Keys.Of(source), newestFirst);
        var length = await list.GetLengthAsync(cancellationToken).ConfigureAwait(false);
        var start = mark is null
            ? null
            : await new QueueBookmark(list, mark, newestFirst, WindowSize).FindAsync(cancellationToken).ConfigureAwait(false);
        var matches = filter.For(connection.Shard, source);
        var recent = new ReadEntries(start is null ? null : mark);
        var distance = start is null ? 0 : start.From + start.Last + 1;
        await foreach (var page in new ListPass(list, _options).ReadAsync(start, cancellationToken).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                distance++;
                recent.Add(entry);
                if (matches(entry))
                {
                    yield return new PagedJob(
                        SourceJobs.ToRecord(connection, source, entry),
                        new SourceMark(distance, length, 0, recent.ToList()));
                }
            }
        }
    }

    private async IAsyncEnumerable<PagedJob> ReadSetAsync(
        JobSource source, SourceMark? mark, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var set = new RedisSetReader(connection, connection.Keys.Of(source), newestFirst);
        var start = mark is null
            ? null
            : await new SetBookmark(set, mark, WindowSize).FindAsync(cancellationToken).ConfigureAwait(false);
        var matches = filter.For(connection.Shard, source);
        var recent = new ReadEntries(mark);
        var (score, ofScore) = (mark?.Score, mark?.Distance ?? 0);
        var pages = new SetPass(set, _options).ReadInOrderAsync(start, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                ofScore = entry.Score == score ? ofScore + 1 : 1;
                score = entry.Score;
                recent.Add(entry);
                if (matches(entry))
                {
                    yield return new PagedJob(
                        SourceJobs.ToRecord(connection, source, entry),
                        new SourceMark(ofScore, 0, entry.Score, recent.ToList()));
                }
            }
        }
    }
}
