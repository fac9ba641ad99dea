using System.Buffers;
using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>Neighbours of a list or set as one reply gave them, and their facts. To be disposed of, once.</summary>
internal sealed class FactsPage : IDisposable
{
    private readonly RawPage _page;
    private readonly JobFacts[] _facts;
    private readonly EntryFacts[] _entries;

    /// <summary>Reads the facts of a page, which it takes over.</summary>
    public FactsPage(RawPage page, FactsReader reader, bool isSet)
    {
        _page = page;
        _facts = ArrayPool<JobFacts>.Shared.Rent(page.Count);
        _entries = isSet ? ArrayPool<EntryFacts>.Shared.Rent(page.Count) : [];
        for (var index = 0; index < page.Count; index++)
        {
            var entry = page[index];
            if (isSet)
            {
                _facts[index] = reader.ReadEntry(entry.Raw.Span, entry.Score, out _entries[index]);
            }
            else
            {
                _facts[index] = reader.ReadJob(entry.Raw.Span);
            }
        }
    }

    /// <summary>The entries.</summary>
    public int Count => _page.Count;

    /// <summary>An entry, valid as long as the page.</summary>
    public RawEntry this[int index] => _page[index];

    /// <summary>What a snapshot keeps of an entry; where it will stand is not filled in.</summary>
    public JobFacts FactsOf(int index, out EntryFacts more)
    {
        more = _entries.Length == 0 ? default : _entries[index];
        return _facts[index];
    }

    public void Dispose()
    {
        _page.Dispose();
        ArrayPool<JobFacts>.Shared.Return(_facts);
        ArrayPool<EntryFacts>.Shared.Return(_entries);
    }
}
