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
        return Test(ticks);
    }

    public override int Narrow(SnapshotBlock block, Span<int> rows)
    {
        if (field is not (JobFieldName.Created or JobFieldName.Enqueued))
        {
            return base.Narrow(block, rows);
        }

        var facts = block.Facts;
        var isCreated = field == JobFieldName.Created;
        var kept = 0;
        foreach (var row in rows)
        {
            ref readonly var job = ref facts[row];
            if (Test(isCreated ? job.Created : job.Enqueued))
            {
                rows[kept++] = row;
            }
        }

        return kept;
    }

    private bool Test(long ticks) =>
        ticks == JobFacts.NoTime ? test.OnNull() : test.OnTime(new DateTimeOffset(ticks, TimeSpan.Zero), now);
}
