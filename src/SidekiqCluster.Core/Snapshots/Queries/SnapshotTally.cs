using System.Runtime.InteropServices;
using System.Text;
using SidekiqCluster.Queries;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Snapshots;

/// <summary>Counts the jobs of a view by a field.</summary>
internal static class SnapshotTally
{
    /// <summary>The jobs that a filter takes, in all and by key; columns are counted without reading payloads.</summary>
    /// <param name="view">The view.</param>
    /// <param name="filter">Which jobs.</param>
    /// <param name="by">The field by whose values they are counted; null for none.</param>
    /// <param name="schema">What their arguments must fit, else they are counted apart; null for anything.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    public static async Task<JobTally> OfAsync(
        SnapshotView view, SnapshotFilter filter, JobField? by, JobSchema? schema, CancellationToken cancellationToken)
    {
        var tally = new JobTally();
        if (by is null && schema is null)
        {
            tally.Add([], await SnapshotScan.CountAsync(view, filter, cancellationToken).ConfigureAwait(false));
            return tally;
        }

        var gate = new Lock();
        await SnapshotScan.ForEachRunAsync(view, 0, view.Runs.Length, AddRun, cancellationToken).ConfigureAwait(false);
        return tally;

        void AddRun(int index)
        {
            var part = OfRun(view.Columns, view.Runs[index], filter, by, schema);
            lock (gate)
            {
                tally.Add(part);
            }
        }
    }

    private static JobTally OfRun(SnapshotColumns columns, BlockRun run, SnapshotFilter filter, JobField? by, JobSchema? schema)
    {
        var tally = new JobTally();
        var ofNone = 0L;
        var byId = new Dictionary<int, long>();
        foreach (var row in SnapshotScan.FindIn(run, filter))
        {
            if (schema is not null && !JobArguments.Check(schema, run.Block.Raw(row)).IsMatch)
            {
                tally.AddMismatch();
                continue;
            }

            if (by is null)
            {
                tally.Add([], 1);
                continue;
            }

            switch (IdOf(columns, run.Block, row, by.Name))
            {
                case null or JobFacts.UnknownText:
                    tally.Add(by.ReadKeys(columns.ToRecord(filter.Shard, run.Block, row), filter.Now), 1);
                    break;
                case JobFacts.NoText:
                    ofNone++;
                    break;
                case { } id:
                    CollectionsMarshal.GetValueRefOrAddDefault(byId, id, out _)++;
                    break;
            }
        }

        tally.Add([null], ofNone);
        foreach (var (id, jobs) in byId)
        {
            tally.Add([Encoding.UTF8.GetString(columns.Texts[id])], jobs);
        }

        return tally;
    }

    private static int? IdOf(SnapshotColumns columns, SnapshotBlock block, int row, JobFieldName field) => field switch
    {
        JobFieldName.Class => block.Facts[row].Class,
        JobFieldName.Queue when columns.IsSet => block.Entries[row].Queue,
        JobFieldName.Error when columns.IsSet => block.Entries[row].Error,
        _ => null,
    };
}
