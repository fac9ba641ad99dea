using SidekiqCluster.Calls;
using SidekiqCluster.Client.Calls;
using SidekiqCluster.Operations;

namespace SidekiqCluster.Client.Shards;

/// <summary>
/// Operations on the silo that owns the shard. When the silo is lost on the way, the operation goes on where the shard is owned
/// next: the chunk that was in flight is settled by its receipt. So it is when the caller cancels.
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
        ThrowIfCancelled(JobOperation.Restore, options.IsDryRun, cancellationToken);
        SavedJob[] all = [.. jobs];
        var act = Guid.NewGuid();
        var pauses = new Pauses(Patience, calls.Clock);
        OperationResult? soFar = null;
        while (true)
        {
            try
            {
                // Begun again it comes to where it was by its receipts. The token does not end a step: what it did must be told.
                var steps = calls.Shard.RestoreAsync(act, all, options.IsDryRun, options.Limit, options.JobsPerSecond, CancellationToken.None);
                var told = SiloStream.ReadAsync(steps, calls.Clock, CancellationToken.None).OfType<OperationResult>();
                await foreach (var step in told.ConfigureAwait(false))
                {
                    soFar = step;
                    pauses.Restart();
                    options.Progress?.Report(step.Progress);
                    if (cancellationToken.IsCancellationRequested)
                    {
                        throw new JobOperationCanceledException(step, cancellationToken);
                    }
                }

                return soFar!;
            }
            catch (Exception lost) when (LostCall.IsLost(lost))
            {
                if (cancellationToken.IsCancellationRequested || !await pauses.WaitAsync(CancellationToken.None).ConfigureAwait(false))
                {
                    throw NobodyGoesOn(soFar, lost);
                }
            }
        }
    }

    protected override async Task<OperationResult> RunAsync(
        OperationRequest request, OperationOptions? options, CancellationToken cancellationToken)
    {
        request.Check(calls.Clock.GetUtcNow());
        ThrowIfCancelled(request.Operation, request.IsDryRun, cancellationToken);
        var act = Guid.NewGuid();
        var driver = new OperationDriver(options ?? OperationOptions.Default, calls.Name);
        try
        {
            return await DriveAsync(act, request, driver, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var state = driver.State ?? OperationState.Start(act, request, calls.Clock.GetUtcNow());
            var last = await calls.ActAsync(() => calls.Shard.EndOperationAsync(request, state)).ConfigureAwait(false);
            throw new JobOperationCanceledException(await driver.EndAsync(last).ConfigureAwait(false), cancellationToken);
        }
        catch (SidekiqClusterException interrupted) when (interrupted.Result is null && driver.State is { Tally.Matched: > 0 } state)
        {
            interrupted.Result = state.Tally;
            throw;
        }
    }

    private static void ThrowIfCancelled(JobOperation operation, bool isDryRun, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            throw new JobOperationCanceledException(OperationResult.Nothing(operation, isDryRun), cancellationToken);
        }
    }

    private async Task<OperationResult> DriveAsync(
        Guid act, OperationRequest request, OperationDriver driver, CancellationToken cancellationToken)
    {
        var pauses = new Pauses(Patience, calls.Clock);
        while (true)
        {
            var before = driver.State;
            try
            {
                var steps = before is null
                    ? calls.Shard.StartOperationAsync(act, request, cancellationToken)
                    : calls.Shard.ResumeOperationAsync(request, before, cancellationToken);
                var told = SiloStream.ReadAsync(steps, calls.Clock, cancellationToken).OfType<OperationStep>();
                return await driver.RunAsync(told, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception lost) when (LostCall.IsLost(lost))
            {
                if (!ReferenceEquals(before, driver.State))
                {
                    pauses.Restart();
                }

                if (!await pauses.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw NobodyGoesOn(driver.State?.Tally, lost);
                }
            }
        }
    }

    private OutcomeUnknownException NobodyGoesOn(OperationResult? soFar, Exception lost) => new(
        $"No silo goes on with the operation on shard {calls.Name}; what it did until then stays done, and it can be run again.",
        calls.Name,
        lost)
    {
        Result = soFar,
    };
}
