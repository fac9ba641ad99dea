using System.IO.Hashing;
using System.Runtime.InteropServices;
using SidekiqCluster.Passes;

namespace SidekiqCluster.Queries.Paging;

/// <summary>A query as the lanes of its shards need it.</summary>
internal sealed class PageRequest
{
    public PageRequest(JobQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(query), query.Limit, "A page's limit is 1 or more; null is all.");
        }

        Limit = query.Limit ?? int.MaxValue;
        Sources = query.Sources;
        Order = new SourceOrder(query.Sources);
        NewestFirst = query.Order != JobOrder.OldestFirst;
        Filter = new QueryFilter(query.Filter, now);
        PageSize = Filter.TakesAll
            ? (int)Math.Clamp(Limit + 1L, ListPass.Overlap, PageSizes.Default)
            : PageSizes.Default;
    }

    public int Limit { get; }

    public JobSources Sources { get; }

    public SourceOrder Order { get; }

    public bool NewestFirst { get; }

    public QueryFilter Filter { get; }

    /// <summary>Entries read at once: not many more than the page needs.</summary>
    public int PageSize { get; }

    /// <summary>What must be the same for a cursor to be good.</summary>
    public ulong Digest(IEnumerable<string> shards)
    {
        var text = string.Join('\n', [Sources.ToString(), Filter.ToString(), NewestFirst.ToString(), .. shards]);
        return XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
