using SidekiqCluster.TypedJobs;

namespace SidekiqCluster;

public sealed partial class TypedJobQuery<T>
{
    /// <summary>
    /// Removes the jobs for good. Acts go oldest first unless the query has an order, and <see cref="Take"/> limits them. Jobs
    /// that the filter takes but whose arguments do not fit are left alone and counted as refused, with the reason; those
    /// of <see cref="OnlyMismatched"/> are just the ones acted on.
    /// </summary>
    /// <param name="options">How; null for <see cref="OperationOptions.Default"/>.</param>
    /// <param name="progress">Told after every chunk; null for what the options say.</param>
    /// <param name="cancellationToken">Ends the work between two chunks; what was done stays done.</param>
    /// <exception cref="SidekiqClusterException">The jobs could not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<OperationResult> DeleteAllAsync(
        OperationOptions? options = null,
        IProgress<OperationProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        ActAsync(JobOperation.Delete, options, progress, cancellationToken);

    /// <summary>Puts the jobs of sets back into their queues with one retry less counted.</summary>
    /// <inheritdoc cref="DeleteAllAsync"/>
    public Task<OperationResult> RetryAllAsync(
        OperationOptions? options = null,
        IProgress<OperationProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        ActAsync(JobOperation.Retry, options, progress, cancellationToken);

    /// <summary>Moves the jobs to the dead set.</summary>
    /// <inheritdoc cref="DeleteAllAsync"/>
    public Task<OperationResult> KillAllAsync(
        OperationOptions? options = null,
        IProgress<OperationProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        ActAsync(JobOperation.Kill, options, progress, cancellationToken);

    /// <summary>Puts the jobs of sets into their queues as they are.</summary>
    /// <inheritdoc cref="DeleteAllAsync"/>
    public Task<OperationResult> AddToQueueAllAsync(
        OperationOptions? options = null,
        IProgress<OperationProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        ActAsync(JobOperation.AddToQueue, options, progress, cancellationToken);

    /// <summary>Gives the jobs of sets another time.</summary>
    /// <param name="at">The new time; not in the past.</param>
    /// <param name="spread">The span after it over which the jobs are spread at random; zero for none.</param>
    /// <param name="options">How; null for <see cref="OperationOptions.Default"/>.</param>
    /// <param name="progress">Told after every chunk; null for what the options say.</param>
    /// <param name="cancellationToken">Ends the work between two chunks; what was done stays done.</param>
    /// <inheritdoc cref="DeleteAllAsync"/>
    /// <exception cref="ArgumentOutOfRangeException">The time is in the past, or the span negative.</exception>
    public Task<OperationResult> RescheduleAllAsync(
        DateTimeOffset at,
        TimeSpan spread = default,
        OperationOptions? options = null,
        IProgress<OperationProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        _source.ActAsync(ActOf(JobOperation.Reschedule, options, progress) with { At = at, Spread = spread }, cancellationToken);

    private Task<OperationResult> ActAsync(
        JobOperation operation,
        OperationOptions? options,
        IProgress<OperationProgress>? progress,
        CancellationToken cancellationToken) =>
        _source.ActAsync(ActOf(operation, options, progress), cancellationToken);

    private TypedJobAct ActOf(JobOperation operation, OperationOptions? options, IProgress<OperationProgress>? progress)
    {
        options ??= OperationOptions.Default;
        return new TypedJobAct(
            operation,
            _filter,
            new JobArgsScreen(T.Schema, _isMismatched ?? false),
            _order ?? JobOrder.OldestFirst,
            options with
            {
                Limit = _limit is { } limit ? Math.Min(limit, options.Limit ?? long.MaxValue) : options.Limit,
                Progress = progress ?? options.Progress,
            });
    }
}
