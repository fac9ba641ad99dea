using SidekiqCluster.Operations;

namespace SidekiqCluster.JobSets;

/// <summary>The acts of a set that are operations on its jobs, wherever those are run.</summary>
/// <param name="operations">Runs them.</param>
/// <param name="shard">The shard's name; null where each job is acted on in its own.</param>
/// <param name="source">Which set.</param>
internal abstract class JobSetActs(IJobOperations operations, string? shard, JobSource source)
{
    /// <inheritdoc cref="IJobSet.Source"/>
    public JobSource Source => source;

    /// <inheritdoc cref="IJobSet.DeleteAsync(SortedEntry, CancellationToken)"/>
    public Task<bool> DeleteAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        operations.DeleteOneAsync(shard, entry, source, cancellationToken);

    /// <inheritdoc cref="IJobSet.RescheduleAsync"/>
    public Task<bool> RescheduleAsync(SortedEntry entry, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        operations.RescheduleOneAsync(shard, entry, source, at, cancellationToken);

    /// <inheritdoc cref="IJobSet.AddToQueueAsync"/>
    public Task<OperationResult> AddToQueueAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        operations.AddToQueueAsync(JobSelection.Of(entry), cancellationToken: cancellationToken);

    /// <inheritdoc cref="IJobSet.RetryAsync"/>
    public Task<OperationResult> RetryAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        operations.RetryAsync(JobSelection.Of(entry), cancellationToken: cancellationToken);

    /// <inheritdoc cref="IJobSet.KillAsync"/>
    public Task<OperationResult> KillAsync(SortedEntry entry, CancellationToken cancellationToken = default) =>
        operations.KillAsync(JobSelection.Of(entry), cancellationToken: cancellationToken);

    /// <inheritdoc cref="IJobSet.RetryAllAsync"/>
    public Task<OperationResult> RetryAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        operations.RetryAsync(Where(filter), options: options, cancellationToken: cancellationToken);

    /// <inheritdoc cref="IJobSet.AddToQueueAllAsync"/>
    public Task<OperationResult> AddToQueueAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        operations.AddToQueueAsync(Where(filter), options, cancellationToken);

    /// <inheritdoc cref="IJobSet.KillAllAsync"/>
    public Task<OperationResult> KillAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        operations.KillAsync(Where(filter), options, cancellationToken);

    /// <inheritdoc cref="IJobSet.DeleteAllAsync"/>
    public Task<OperationResult> DeleteAllAsync(
        JobFilter? filter = null, OperationOptions? options = null, CancellationToken cancellationToken = default) =>
        operations.DeleteAsync(Where(filter), options, cancellationToken);

    private JobSelection Where(JobFilter? filter) => JobSelection.Where(JobSources.Of(source), filter ?? JobFilter.All);
}
