using System.Runtime.CompilerServices;
using SidekiqCluster.Queries;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Operations;

/// <summary>Puts saved jobs back in chunks. Each chunk is one script with a receipt, so the restore can be run again.</summary>
internal sealed class RestoreRunner(ShardConnection connection)
{
    private const string Script = "Operations/restore";

    /// <summary>Jobs per script: about a millisecond of the server's time.</summary>
    private const int Chunk = 100;

    /// <summary>Restores to the end, and reports after each chunk.</summary>
    /// <exception cref="JobOperationCanceledException">Cancelled between two chunks.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<OperationResult> RunAsync(
        IEnumerable<SavedJob> jobs, OperationOptions options, CancellationToken cancellationToken)
    {
        OperationResult? soFar = null;
        await foreach (var step in StepsAsync(jobs, options, cancellationToken).ConfigureAwait(false))
        {
            soFar = step;
            options.Progress?.Report(step.Progress);
        }

        return soFar!;
    }

    /// <summary>
    /// Restores as far as its caller asks: what has become of the jobs until then, after each chunk and at the end. The next
    /// chunk is sent when the next of these is asked for.
    /// </summary>
    /// <exception cref="JobOperationCanceledException">Cancelled between two chunks.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async IAsyncEnumerable<OperationResult> StepsAsync(
        IEnumerable<SavedJob> jobs, OperationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        options.ValidateFor(JobOperation.Restore);
        var tally = new OperationTally(JobOperation.Restore, options.IsDryRun);
        var steps = StepsAsync(jobs, options, tally, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (steps.ConfigureAwait(false))
        {
            while (await tally.FollowAsync(() => steps.MoveNextAsync().AsTask(), cancellationToken).ConfigureAwait(false))
            {
                yield return steps.Current;
            }
        }
    }

    private async IAsyncEnumerable<OperationResult> StepsAsync(
        IEnumerable<SavedJob> jobs,
        OperationOptions options,
        OperationTally tally,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pace = new OperationPace(connection.Clock, options.JobsPerSecond);
        var wanted = options.Limit is { } limit ? jobs.Take((int)Math.Min(limit, int.MaxValue)) : jobs;
        ShardUnreachableException? lost = null;
        using var call = connection.Acts.Begin();
        var chunks = 0;
        foreach (var place in wanted.GroupBy(job => (job.Shard, job.Source)))
        {
            if (place.Key.Shard != connection.Shard)
            {
                tally.Add(
                    new ActOutcome(ActState.Refused, $"it is of shard {place.Key.Shard}, not of {connection.Shard}"), place.Count());
                continue;
            }

            var plan = await RestorePlan.MakeAsync(
                connection, call.Id, place.Key.Source, [.. place], options.IsDryRun, cancellationToken).ConfigureAwait(false);
            tally.Add(new ActOutcome(ActState.Refused, RestorePlan.Present), plan.PresentCount);
            if (options.IsDryRun)
            {
                tally.Add(new ActOutcome(ActState.Done), plan.Missing.Count);
                continue;
            }

            foreach (var chunk in plan.Missing.Chunk(options.ChunkOf(Chunk)))
            {
                cancellationToken.ThrowIfCancellationRequested();

                // Each further chunk would wait for the server anew, and there may be many.
                if (lost is not null)
                {
                    throw lost;
                }

                await pace.WaitAsync(chunk.Length, cancellationToken).ConfigureAwait(false);
                var receipt = ReceiptId.Of(call.Id, ++chunks);
                foreach (var outcome in await SendAsync(receipt, place.Key.Source, chunk, cancellationToken).ConfigureAwait(false))
                {
                    tally.Add(outcome);
                    lost = outcome.Lost;
                }

                yield return tally.ToResult();
            }
        }

        yield return tally.ToResult();
    }

    private async Task<ActOutcome[]> SendAsync(
        Guid receipt, JobSource target, SavedJob[] jobs, CancellationToken cancellationToken)
    {
        var isQueue = target.Kind == JobSourceKind.Queue;
        RedisKey[] keys = [connection.Keys.Of(target), connection.Keys.Queues];
        RedisValue[] arguments =
        [
            isQueue ? "list" : "zset",
            target.QueueName ?? string.Empty,
            .. jobs.SelectMany(job => isQueue
                ? new RedisValue[] { job.Raw }
                : [ScoreText.Of(job.Score ?? 0), job.Raw]),
        ];
        var runner = new ReceiptRunner(connection);
        var text = connection.Scripts(Script);
        var settled = await connection.Sources.ChangeAsync(target, () => runner.SettleAsync(
            () => runner.CallAsync(text, receipt, keys, arguments), cancellationToken)).ConfigureAwait(false);
        return settled.Error is { } error
            ? [.. Enumerable.Repeat(ActOutcome.Of(error, settled.MayBeDone), jobs.Length)]
            : ActReply.Parse(settled.Value!, jobs.Length, reason => connection.Refused(reason, keys[0]).Message);
    }
}
