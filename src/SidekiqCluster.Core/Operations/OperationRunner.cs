using SidekiqCluster.Queries;
using SidekiqCluster.Receipts;
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
    /// <exception cref="SidekiqClusterException">The jobs could not be read further, or not be saved.</exception>
    public Task<OperationResult> RunAsync(
        Guid id,
        IAsyncEnumerable<JobRecord> jobs,
        JobSources? read,
        JobAct act,
        OperationOptions options,
        CancellationToken cancellationToken)
    {
        options.ValidateFor(act.Operation);
        var tally = new OperationTally(act.Operation, options.IsDryRun);
        return tally.FollowAsync(
            () => RunAsync(id, jobs, new MovedJobs(read), act, options, tally, cancellationToken), connection.Shard, cancellationToken);
    }

    private async Task RunAsync(
        Guid id,
        IAsyncEnumerable<JobRecord> jobs,
        MovedJobs moved,
        JobAct act,
        OperationOptions options,
        OperationTally tally,
        CancellationToken cancellationToken)
    {
        var pace = new OperationPace(connection.Clock, options.JobsPerSecond);
        var chunk = new List<ActStep>();
        var chosen = new List<JobRecord>();
        JobSource source = default;
        var matched = 0L;
        var chunks = 0;
        ShardUnreachableException? lost = null;

        await foreach (var job in jobs.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (moved.Contains(job))
            {
                continue;
            }

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

            if (chunk.Count > 0 && (job.Source != source || chunk.Count == SizeFor(source, options)))
            {
                await FlushAsync().ConfigureAwait(false);
            }

            source = job.Source;
            chunk.Add(plan.Step!.Value);
            chosen.Add(job);
        }

        await FlushAsync().ConfigureAwait(false);

        async Task FlushAsync()
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (chunk.Count > 0)
            {
                // Each further chunk would wait for the server anew, and there may be many.
                if (lost is not null)
                {
                    throw lost;
                }

                await pace.WaitAsync(chunk.Count, cancellationToken).ConfigureAwait(false);
                var saved = options.Save?.Save(chosen);
                var outcomes = await runner.RunAsync(ReceiptId.Of(id, ++chunks), source, chunk, cancellationToken).ConfigureAwait(false);
                connection.Sources.Acted(source, chunk, outcomes, isNow: !connection.Acts.IsAct);
                Array.ForEach(outcomes, outcome => tally.Add(outcome));
                lost = outcomes[0].Lost;
                moved.Add(chunk, outcomes);
                if (saved is not null)
                {
                    options.Save!.Keep(saved, PlacesOfKept(outcomes));
                }

                chunk.Clear();
                chosen.Clear();
            }

            options.Progress?.Report(tally.Progress);
        }
    }

    private string? WhyNotHere(JobRecord job) =>
        job.Shard != connection.Shard ? $"it is of shard {job.Shard}, not of {connection.Shard}"
        : job.Source == JobSource.Work ? "it is running, in no list or set"
        : null;

    private static int[] PlacesOfKept(ActOutcome[] outcomes) =>
        [.. outcomes.Index().Where(item => item.Item.State is ActState.Gone or ActState.Failed).Select(item => item.Index)];

    private static int SizeFor(JobSource source, OperationOptions options) =>
        options.ChunkOf(source.Kind == JobSourceKind.Queue ? QueueChunk : SetChunk);
}
