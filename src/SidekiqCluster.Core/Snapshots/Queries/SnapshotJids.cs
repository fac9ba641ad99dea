using SidekiqCluster.Queries;

namespace SidekiqCluster.Snapshots;

/// <summary>Finds jobs by their ids in a view: a look into each block's index, whatever the blocks hold.</summary>
internal static class SnapshotJids
{
    /// <summary>The jobs with these ids, the next to run (the lowest score) first.</summary>
    public static List<JobRecord> Find(SnapshotView view, string shard, JidMatcher jids)
    {
        var keys = jids.Jids.Select(JidKey.Of).ToArray();
        var jobs = new List<JobRecord>();
        var rows = new List<int>();
        foreach (var run in view.Runs)
        {
            rows.Clear();
            foreach (var key in keys)
            {
                run.Block.FindJid(key, run, rows);
            }

            rows.Sort();
            foreach (var row in rows.Distinct())
            {
                if (jids.Matches(run.Block.Raw(row)))
                {
                    jobs.Add(view.Columns.ToRecord(shard, run.Block, row));
                }
            }
        }

        return jobs;
    }
}
