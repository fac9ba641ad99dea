using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>The columns of one source's snapshots and the texts in them, shared by all its views. Good for any thread.</summary>
internal sealed class SnapshotColumns
{
    private FactsReader? _spare;

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
        _spare = reader;
        return facts;
    }

    /// <summary>Reads the facts of a page, which is part of the result.</summary>
    public FactsPage Read(RawPage page)
    {
        var reader = Take();
        var facts = new FactsPage(page, reader, IsSet);
        _spare = reader;
        return facts;
    }

    private FactsReader Take() => Interlocked.Exchange(ref _spare, null) ?? new FactsReader(Source, Texts);
}
