using System.Runtime.CompilerServices;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Operations;

/// <summary>
/// Operations step by step. Before each chunk its caller is told of it, and it is sent when the caller asks for the next
/// step; so a caller that keeps the last step's state can go on wherever the shard can be reached, when whoever gave the steps
/// is lost.
/// </summary>
internal sealed class OperationSteps(ShardConnection connection, ActRunner runner, ShardTimestamps timestamps)
{
    /// <summary>Begins an operation.</summary>
    /// <param name="act">Its name, which no other has. Once it has begun it is resumed, not begun again.</param>
    /// <param name="request">What to do; checked already.</param>
    /// <param name="cancellationToken">Ends the work between two chunks; what was done stays done.</param>
    /// <exception cref="JobOperationCanceledException">The token was cancelled; it tells what was done until then.</exception>
    /// <exception cref="SidekiqClusterException">The jobs could not be read; it tells what was done until then.</exception>
    public async IAsyncEnumerable<OperationStep> StartAsync(
        Guid act, OperationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var state = OperationState.Start(act, request, connection.Clock.GetUtcNow());
        var run = await RunAsync(request, state, cancellationToken).ConfigureAwait(false);
        await foreach (var step in run.StartAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return step;
        }
    }

    /// <summary>
    /// Goes on with an operation from the state that was told last, within nine minutes: learns by its receipt whether the
    /// chunk in flight was done, or gives it up so that it never will be, and acts on what is left. Who still worked on it
    /// is stopped, with an error at its next chunk; of several that resume it, one goes on.
    /// </summary>
    /// <remarks>
    /// Jobs by a filter are looked for anew, by the filter's first moment. That is refused when those done already would be
    /// among them: rescheduled ones, and such as were put where the operation looks for them (retried later out of the retry
    /// set, killed from anywhere into a dead set that is read, moved into a queue that is read). Then what was done is told.
    /// </remarks>
    /// <param name="request">What was to be done.</param>
    /// <param name="state">The last step's.</param>
    /// <param name="cancellationToken">Ends the work between two chunks; what was done stays done.</param>
    /// <exception cref="OutcomeUnknownException">It is too late to tell what became of the chunk in flight.</exception>
    /// <exception cref="JobOperationCanceledException">The token was cancelled; it tells what was done until then.</exception>
    /// <exception cref="SidekiqClusterException">It cannot go on; the result tells what was done, by all its drivers.</exception>
    public async IAsyncEnumerable<OperationStep> ResumeAsync(
        OperationRequest request, OperationState state, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var run = await RunAsync(request, state, cancellationToken).ConfigureAwait(false);
        await foreach (var step in run.ResumeAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return step;
        }
    }

    /// <summary>
    /// Ends an operation half-way, within nine minutes: learns by its receipt whether the chunk in flight was done, or gives it
    /// up so that it never will be. Who still worked on it is stopped. May be repeated.
    /// </summary>
    /// <returns>The last step: what was done, by all its drivers.</returns>
    /// <inheritdoc cref="ResumeAsync" path="/param"/>
    /// <exception cref="OutcomeUnknownException">It is too late to tell what became of the chunk in flight.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<OperationStep> EndAsync(
        OperationRequest request, OperationState state, CancellationToken cancellationToken = default)
    {
        var run = await RunAsync(request, state, cancellationToken).ConfigureAwait(false);
        return await run.EndAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Restores step by step: what has become of the jobs, after each chunk and at the end. The next chunk is sent when the next
    /// of these is asked for. It is named by the act of the shard, and goes on by being repeated under it.
    /// </summary>
    /// <inheritdoc cref="RestoreRunner.StepsAsync(IEnumerable{SavedJob}, OperationOptions, CancellationToken)"/>
    public IAsyncEnumerable<OperationResult> RestoreAsync(
        IEnumerable<SavedJob> jobs, OperationOptions options, CancellationToken cancellationToken = default) =>
        new RestoreRunner(connection).StepsAsync(jobs, options, cancellationToken);

    private async Task<OperationRun> RunAsync(OperationRequest request, OperationState state, CancellationToken cancellationToken)
    {
        var act = await ActOfAsync(request, cancellationToken).ConfigureAwait(false);
        return new OperationRun(
            connection, runner, request, request.Jobs.Screen is { } screen ? new ScreenedAct(act, screen) : act, state);
    }

    private async Task<JobAct> ActOfAsync(OperationRequest request, CancellationToken cancellationToken) => request.Operation switch
    {
        JobOperation.Delete => new DeleteAct(),
        JobOperation.Kill => new KillAct(connection.Clock),
        JobOperation.Reschedule => new RescheduleAct(request.At, request.Spread, Random.Shared),
        JobOperation.Retry when request.Spread > TimeSpan.Zero => new RetryLaterAct(connection.Clock, request.Spread, Random.Shared),
        JobOperation.Retry => new EnqueueAct(isRetry: true, await timestamps.GetNowAsync(cancellationToken).ConfigureAwait(false)),
        JobOperation.AddToQueue => new EnqueueAct(isRetry: false, await timestamps.GetNowAsync(cancellationToken).ConfigureAwait(false)),
        JobOperation.Move => new MoveAct(request.Queue!, await timestamps.GetNowAsync(cancellationToken).ConfigureAwait(false)),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Operation, "No operation on jobs that are there."),
    };
}
