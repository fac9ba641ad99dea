using SidekiqCluster.Passes;

namespace SidekiqCluster.Queries.Paging;

/// <summary>The digests of the entries that were read last.</summary>
internal sealed class RecentDigests
{
    private readonly Queue<ulong> _digests = new(SourceMark.MaxRecent);

    public RecentDigests(SourceMark? start = null)
    {
        foreach (var digest in start?.Recent ?? [])
        {
            _digests.Enqueue(digest);
        }
    }

    public void Add(RawEntry entry)
    {
        if (_digests.Count == SourceMark.MaxRecent)
        {
            _digests.Dequeue();
        }

        _digests.Enqueue(SourceMark.DigestOf(entry.Raw));
    }

    public IReadOnlyList<ulong> ToList() => [.. _digests];
}
