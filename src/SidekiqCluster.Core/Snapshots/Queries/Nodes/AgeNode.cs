using SidekiqCluster.Filters;

namespace SidekiqCluster.Snapshots;

/// <summary>Tests how long ago a job was enqueued, else created.</summary>
internal sealed class AgeNode(ValueTest test, DateTimeOffset now) : RowNode
{
    public override int Cost => 3;

    public override bool Matches(SnapshotBlock block, int row)
    {
        ref readonly var facts = ref block.Facts[row];
        var since = facts.Enqueued == JobFacts.NoTime ? facts.Created : facts.Enqueued;
        return since == JobFacts.NoTime ? test.OnNull() : test.OnDuration(now - new DateTimeOffset(since, TimeSpan.Zero));
    }
}
