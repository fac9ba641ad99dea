namespace SidekiqCluster.Operations;

/// <summary>Takes an operation from step to step to its end: saves its jobs, and reports how far it has come.</summary>
/// <param name="options">What to save to and whom to tell.</param>
/// <param name="shard">The shard's name, for errors.</param>
internal sealed class OperationDriver(OperationOptions options, string shard)
{
    private string? _saved;

    /// <summary>Jobs that the pace has let pass, and that were perhaps not sent, as the steps broke off.</summary>
    private int _passed;

    /// <summary>Where the operation stood last: who loses it goes on from here. Null before the first step.</summary>
    public OperationState? State { get; private set; }

    /// <summary>Follows the steps. May go on with those of the same operation resumed, after others broke off.</summary>
    /// <exception cref="SidekiqClusterException">The jobs cannot be saved; or what the steps throw.</exception>
    public async Task<OperationResult> RunAsync(IAsyncEnumerable<OperationStep> steps, CancellationToken cancellationToken)
    {
        var isFirst = true;
        await foreach (var step in steps.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            _passed = isFirst ? _passed : 0;
            isFirst = false;
            await SaveAsync(step).ConfigureAwait(false);
            State = step.State;
            if (step.State.Chunks > 0 || step.State.InFlight == 0)
            {
                options.Progress?.Report(step.Progress);
            }

            if (step.IsLast)
            {
                return step.SoFar;
            }

            // Steps that nobody asked for in a while break off: waiting for the pace anew each time would never end then.
            if (options.Pace is { } pace && step.State.InFlight > _passed)
            {
                await pace(step.State.InFlight - _passed, cancellationToken).ConfigureAwait(false);
                _passed = step.State.InFlight;
            }
        }

        throw new SidekiqClusterException("The operation broke off without a result; what it did stays done.", shard);
    }

    /// <summary>Ends an operation half-way, with the step that tells what became of the chunk in flight.</summary>
    /// <exception cref="SidekiqClusterException">Which of its jobs are still there cannot be written down.</exception>
    public async Task<OperationResult> EndAsync(OperationStep last)
    {
        await SaveAsync(last).ConfigureAwait(false);
        State = last.State;
        return last.SoFar;
    }

    private async Task SaveAsync(OperationStep step)
    {
        if (options.Save is not { } writer)
        {
            return;
        }

        try
        {
            if (_saved is { } chunk)
            {
                await writer.KeepAsync(chunk, step.Kept).ConfigureAwait(false);
            }

            _saved = step.Jobs.Count > 0 ? await writer.SaveAsync(step.Jobs).ConfigureAwait(false) : null;
        }
        catch (IOException unsaved)
        {
            throw new SidekiqClusterException(
                $"The jobs cannot be saved, so no more are deleted: {unsaved.Message}", shard, unsaved)
            {
                Result = step.SoFar,
            };
        }
    }
}
