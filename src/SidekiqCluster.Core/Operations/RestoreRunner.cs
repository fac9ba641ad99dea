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

    /// <exception cref="JobOperationCanceledException">Cancelled between two chunks.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task<OperationResult> RunAsync(
        IEnumerable<SavedJob> jobs, OperationOptions options, CancellationToken cancellationToken)
    {
        options.ValidateFor(JobOperation.Restore);
        var tally = new OperationTally(JobOperation.Restore, options.IsDryRun);
        return tally.FollowAsync(() => RunAsync(jobs, options, tally, cancellationToken), cancellationToken);
    }

    private async Task<OperationResult> RunAsync(
        IEnumerable<SavedJob> jobs, OperationOptions options, OperationTally tally, CancellationToken cancellationToken)
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

                options.Progress?.Report(tally.Progress);
            }
        }

        options.Progress?.Report(tally.Progress);
        return tally.ToResult();
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
