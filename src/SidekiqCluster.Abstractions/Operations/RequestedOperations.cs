namespace SidekiqCluster.Operations;

/// <summary>Operations of which each is a request first, wherever that is run.</summary>
internal abstract class RequestedOperations : IJobOperations
{
    /// <inheritdoc/>
    public Task<OperationResult> DeleteAsync(
        JobSelection jobs, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(OperationRequest.Of(JobOperation.Delete, jobs, options), options, cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> RetryAsync(
        JobSelection jobs, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        RetryAsync(jobs, TimeSpan.Zero, options, cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> RetryAsync(
        JobSelection jobs, TimeSpan spread, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(OperationRequest.Of(JobOperation.Retry, jobs, options) with { Spread = spread }, options, cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> AddToQueueAsync(
        JobSelection jobs, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(OperationRequest.Of(JobOperation.AddToQueue, jobs, options), options, cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> KillAsync(
        JobSelection jobs, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(OperationRequest.Of(JobOperation.Kill, jobs, options), options, cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> RescheduleAsync(
        JobSelection jobs,
        DateTimeOffset at,
        TimeSpan spread = default,
        OperationOptions? options = null,
        CancellationToken cancellationToken = default) =>
        RunAsync(
            OperationRequest.Of(JobOperation.Reschedule, jobs, options) with { At = at, Spread = spread }, options, cancellationToken);

    /// <inheritdoc/>
    public Task<OperationResult> MoveAsync(
        JobSelection jobs, string queue, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(OperationRequest.Of(JobOperation.Move, jobs, options) with { Queue = queue }, options, cancellationToken);

    /// <inheritdoc/>
    public abstract Task<OperationResult> RestoreAsync(
        IEnumerable<SavedJob> jobs, OperationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Runs a request to its end.</summary>
    /// <exception cref="ArgumentException">A value of the request breaks its rule.</exception>
    /// <exception cref="SidekiqClusterException">It broke off; the result tells what was done.</exception>
    protected abstract Task<OperationResult> RunAsync(
        OperationRequest request, OperationOptions? options, CancellationToken cancellationToken);
}
