using SidekiqCluster.Filters;

namespace SidekiqCluster.Snapshots;

/// <summary>Tests the score of an entry, as a number or as a time.</summary>
internal sealed class ScoreNode(bool asTime, ValueTest test, DateTimeOffset now) : RowNode
{
    public override int Cost => 1;

    public override bool Matches(SnapshotBlock block, int row)
    {
        var score = block.Entries[row].Score;
        if (!asTime)
        {
            return test.OnScore(score);
        }

        return EpochTime.FromSeconds(score) is { } time ? test.OnTime(time, now) : test.OnNull();
    }
}
