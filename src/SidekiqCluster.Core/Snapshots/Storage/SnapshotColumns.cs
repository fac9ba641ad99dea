using System.Collections.Concurrent;
using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>The columns of one source's snapshots and the texts in them, shared by all its views. Good for any thread.</summary>
internal sealed class SnapshotColumns
{
    private readonly ConcurrentBag<FactsReader> _readers = [];

    public SnapshotColumns(JobSource source) => Source = source;

    public JobSource Source { get; }

    public TextTable Texts { get; } = new();

    /// <summary>Whether the rows have scores.</summary>
    public bool IsSet => Source.Kind != JobSourceKind.Queue;

    /// <summary>Reads the facts of a new row.</summary>
    public JobFacts Read(RawEntry entry, out EntryFacts more)
    {
        var reader = Take();
        more = default;
        var facts = IsSet ? reader.ReadEntry(entry.Raw.Span, entry.Score, out more) : reader.ReadJob(entry.Raw.Span);
        _readers.Add(reader);
        return facts;
    }

    /// <summary>Reads the facts of a page, which is part of the result.</summary>
    public FactsPage Read(RawPage page)
    {
        var reader = Take();
        var facts = new FactsPage(page, reader, IsSet);
        _readers.Add(reader);
        return facts;
    }

    private FactsReader Take() => _readers.TryTake(out var reader) ? reader : new FactsReader(Source, Texts);
}
