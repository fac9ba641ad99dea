namespace SidekiqCluster.Verbs.Answers;

/// <summary>A table before it is laid out.</summary>
internal sealed record TableContent(IReadOnlyList<TableHeader> Headers, IReadOnlyList<Cell[]> Rows);
