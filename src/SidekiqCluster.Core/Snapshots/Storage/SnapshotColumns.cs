using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>The columns of one source's snapshots and the texts in them, shared by all its views. One thread adds.</summary>
internal sealed class SnapshotColumns
{
    private readonly FactsReader _reader;

    public SnapshotColumns(JobSource source)
    {
        Source = source;
        _reader = new FactsReader(source, Texts);
    }

    public JobSource Source { get; }

    public TextTable Texts { get; } = new();

    /// <summary>Whether the rows have scores.</summary>
    public bool IsSet => Source.Kind != JobSourceKind.Queue;

    /// <summary>Reads the facts of a new row.</summary>
    public JobFacts Read(RawEntry entry, out EntryFacts more)
    {
        if (IsSet)
        {
            return _reader.ReadEntry(entry.Raw.Span, entry.Score, out more);
        }

        more = default;
        return _reader.ReadJob(entry.Raw.Span);
    }
}
