using SidekiqCluster.Client.Calls;
using SidekiqCluster.Operations;

namespace SidekiqCluster.Client.Shards;

/// <summary>
/// Operations on the silo that owns the shard. When the silo is lost on the way, the operation goes on where the shard is owned
/// next: the chunk that was in flight is settled by its receipt.
/// </summary>
internal sealed class GrainOperations(GrainCalls calls) : RequestedOperations
{
    /// <summary>How long a silo that takes the shard over is waited for; less than receipts live.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public override async Task<OperationResult> RestoreAsync(
        IEnumerable<SavedJob> jobs, OperationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        options ??= OperationOptions.Default;
        options.ValidateFor(JobOperation.Restore);
        SavedJob[] all = [.. jobs];
        var result = await calls.ActAsync(
            act => calls.Shard.RestoreAsync(act, all, options.IsDryRun, options.Limit), cancellationToken).ConfigureAwait(false);
        options.Progress?.Report(new OperationProgress(result.Matched, result.Done, result.Matched - result.Done));
        return result;
    }

    protected override async Task<OperationResult> RunAsync(
        OperationRequest request, OperationOptions? options, CancellationToken cancellationToken)
    {
        request.Check(calls.Clock.GetUtcNow());
        cancellationToken.ThrowIfCancellationRequested();
        var act = Guid.NewGuid();
        var driver = new OperationDriver(options ?? OperationOptions.Default, calls.Name);
        var pauses = new Pauses(Patience, calls.Clock);
        while (true)
        {
            var before = driver.State;
            try
            {
                // Batches of one: a chunk must not be sent before the step that tells of it has come.
                var steps = before is null
                    ? calls.Shard.StartOperationAsync(act, request, cancellationToken)
                    : calls.Shard.ResumeOperationAsync(request, before, cancellationToken);
                return await driver.RunAsync(steps.WithBatchSize(1), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception lost) when (LostCall.IsLost(lost))
            {
                if (!ReferenceEquals(before, driver.State))
                {
                    pauses.Restart();
                }

                if (!await pauses.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw new OutcomeUnknownException(
                        $"No silo goes on with the operation on shard {calls.Name}; what it did until then stays done, and it can be run again.",
                        calls.Name,
                        lost)
                    {
                        Result = driver.State?.Tally,
                    };
                }
            }
        }
    }
}
