using SidekiqCluster.Filters;

namespace SidekiqCluster.Snapshots;

/// <summary>Asks the payload, as a filter over Redis does.</summary>
internal sealed class PayloadNode(JobFilter filter, JobFilterContext context) : RowNode
{
    private readonly JobFilterEvaluator _evaluator = new(filter);

    public override int Cost => 100;

    public override bool Matches(SnapshotBlock block, int row)
    {
        var entries = block.Entries;
        var found = entries.IsEmpty ? context : context with { Score = entries[row].Score };
        return _evaluator.Matches(block.Raw(row), found, (block.Facts[row].Traits & JobTraits.Verbatim) != 0);
    }
}
