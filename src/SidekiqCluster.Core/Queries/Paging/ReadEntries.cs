using SidekiqCluster.Passes;

namespace SidekiqCluster.Queries.Paging;

/// <summary>
/// What a page remembers of the entries that were read: the last ones, and ever fewer of those before, so that others may
/// delete many of them and the place is still found.
/// </summary>
internal sealed class ReadEntries
{
    /// <summary>The last entries are all remembered; of those before one for every doubling of the age.</summary>
    public const int Complete = 8;

    private readonly List<(ulong Digest, long Number)> _entries = [];
    private long _read;

    public ReadEntries(SourceMark? start = null)
    {
        foreach (var entry in start?.Recent ?? [])
        {
            _entries.Add((entry.Digest, -entry.Age));
        }
    }

    public void Add(RawEntry entry)
    {
        _entries.Add((SourceMark.DigestOf(entry.Raw), ++_read));
        if (_entries.Count >= 8 * Complete)
        {
            Thin();
        }
    }

    /// <summary>What is remembered now, the oldest first.</summary>
    public IReadOnlyList<ReadEntry> ToList()
    {
        Thin();
        return [.. _entries.Select(entry => new ReadEntry(entry.Digest, (int)Math.Min(int.MaxValue, _read - entry.Number)))];
    }

    private void Thin()
    {
        var doublings = -1;
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            var age = _read - _entries[i].Number;
            if (age >= Complete)
            {
                var of = (int)Math.Log2(age);
                if (of == doublings)
                {
                    _entries.RemoveAt(i);
                }

                doublings = of;
            }
        }
    }
}
