namespace SidekiqCluster.Operations;

/// <summary>The jobs of an operation in turn, each with what is to be done with it, which may be found out ahead of time.</summary>
/// <param name="jobs">The jobs; disposed of by whoever made it.</param>
/// <param name="plan">What to do with a job. Sends nothing.</param>
internal sealed class PlannedJobs(IAsyncEnumerator<JobRecord> jobs, Func<JobRecord, PlannedJob> plan)
{
    private readonly Queue<PlannedJob> _ahead = [];
    private bool _isOver;

    /// <summary>The next one; null when there is none.</summary>
    public async ValueTask<PlannedJob?> NextAsync()
    {
        await LookAheadAsync(1).ConfigureAwait(false);
        return _ahead.TryDequeue(out var next) ? next : null;
    }

    /// <summary>Reads and plans so many, unless there are fewer. For one caller at a time.</summary>
    public async Task LookAheadAsync(long count)
    {
        while (_ahead.Count < count && !_isOver)
        {
            if (await jobs.MoveNextAsync().ConfigureAwait(false))
            {
                _ahead.Enqueue(plan(jobs.Current));
            }
            else
            {
                _isOver = true;
            }
        }
    }
}
