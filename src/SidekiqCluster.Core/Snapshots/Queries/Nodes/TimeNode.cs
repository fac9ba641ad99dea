using SidekiqCluster.Filters;

namespace SidekiqCluster.Snapshots;

/// <summary>Tests a column of times.</summary>
internal sealed class TimeNode(JobFieldName field, ValueTest test, DateTimeOffset now) : RowNode
{
    public override int Cost => 3;

    public override bool Matches(SnapshotBlock block, int row)
    {
        var ticks = field switch
        {
            JobFieldName.Created => block.Facts[row].Created,
            JobFieldName.Enqueued => block.Facts[row].Enqueued,
            JobFieldName.Failed => block.Entries[row].Failed,
            _ => block.Entries[row].Retried,
        };
        return ticks == JobFacts.NoTime ? test.OnNull() : test.OnTime(new DateTimeOffset(ticks, TimeSpan.Zero), now);
    }
}
