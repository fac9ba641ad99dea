using SidekiqCluster.Redis;

namespace SidekiqCluster.Operations;

/// <summary>
/// Applies one operation to many jobs in chunks. Each chunk is one script, so a crash between chunks leaves every job
/// where it was or where it goes, and the operation can be run again.
/// </summary>
internal sealed class OperationRunner(ShardConnection connection, ActRunner runner)
{
    /// <summary>Jobs of a set per script: about 2 ms of the server's time.</summary>
    private const int SetChunk = 100;

    /// <summary>Jobs of a queue per script. Each costs the server a walk to its place, so few at a time.</summary>
    private const int QueueChunk = 10;

    /// <summary>Jobs of a dry run between two reports.</summary>
    private const int ProgressStep = 1_000;

    private const string BatchWarning =
        "Some jobs belong to batches of Sidekiq Pro, which are not told: a batch waits for a job that was taken away.";

    /// <exception cref="JobOperationCanceledException">Cancelled between two chunks.</exception>
    /// <exception cref="SidekiqClusterException">The jobs could not be read further.</exception>
    public async Task<OperationResult> RunAsync(
        IAsyncEnumerable<JobRecord> jobs, JobAct act, OperationOptions options, CancellationToken cancellationToken)
    {
        options.Validate();
        var tally = new OperationTally(act.Operation, options.IsDryRun);
        try
        {
            await RunAsync(jobs, act, options, tally, cancellationToken).ConfigureAwait(false);
            return tally.ToResult();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new JobOperationCanceledException(tally.ToResult(), cancellationToken);
        }
        catch (SidekiqClusterException interrupted) when (tally.Matched > 0)
        {
            interrupted.Result = tally.ToResult();
            throw;
        }
    }

    private async Task RunAsync(
        IAsyncEnumerable<JobRecord> jobs,
        JobAct act,
        OperationOptions options,
        OperationTally tally,
        CancellationToken cancellationToken)
    {
        var pace = new OperationPace(connection.Clock, options.JobsPerSecond);
        var chunk = new List<ActStep>();
        JobSource source = default;
        var matched = 0L;

        await foreach (var job in jobs.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (matched++ == options.Limit)
            {
                break;
            }

            var plan = WhyNotHere(job) is { } reason ? ActPlan.Refuse(reason) : act.Plan(job);
            if (plan.IsRefused)
            {
                tally.Add(new ActOutcome(ActState.Refused, plan.Refusal));
                continue;
            }

            if (job.Bid is not null)
            {
                tally.Warn(BatchWarning);
            }

            if (options.IsDryRun)
            {
                tally.Add(new ActOutcome(ActState.Done));
                if (tally.Matched % ProgressStep == 0)
                {
                    options.Progress?.Report(tally.Progress);
                }

                continue;
            }

            if (chunk.Count > 0 && (job.Source != source || chunk.Count == SizeFor(source, options.JobsPerSecond)))
            {
                await FlushAsync().ConfigureAwait(false);
            }

            source = job.Source;
            chunk.Add(plan.Step!.Value);
        }

        await FlushAsync().ConfigureAwait(false);

        async Task FlushAsync()
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (chunk.Count > 0)
            {
                await pace.WaitAsync(chunk.Count, cancellationToken).ConfigureAwait(false);
                foreach (var outcome in await runner.RunAsync(source, chunk, cancellationToken).ConfigureAwait(false))
                {
                    tally.Add(outcome);
                }

                chunk.Clear();
            }

            options.Progress?.Report(tally.Progress);
        }
    }

    private string? WhyNotHere(JobRecord job) =>
        job.Shard != connection.Shard ? $"it is of shard {job.Shard}, not of {connection.Shard}"
        : job.Source == JobSource.Work ? "it is running, in no list or set"
        : null;

    // A slow pace is one of small steps: no more at once than a second's worth.
    private static int SizeFor(JobSource source, double? jobsPerSecond) => (int)Math.Clamp(
        jobsPerSecond ?? SetChunk, 1, source.Kind == JobSourceKind.Queue ? QueueChunk : SetChunk);
}
