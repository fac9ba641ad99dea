using SidekiqCluster.Operations;

namespace SidekiqCluster.Queues;

/// <summary>The acts of a queue that are operations on its jobs, wherever those are run.</summary>
internal abstract class JobQueueActs
{
    private readonly IJobOperations _operations;
    private readonly string? _shard;

    /// <summary>The acts of one queue.</summary>
    /// <param name="operations">Runs them.</param>
    /// <param name="shard">The shard's name; null where each job is acted on in its own.</param>
    /// <param name="name">The queue's name.</param>
    /// <exception cref="ArgumentException">The queue's name is null or empty.</exception>
    protected JobQueueActs(IJobOperations operations, string? shard, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (_operations, _shard, Name) = (operations, shard, name);
    }

    /// <inheritdoc cref="IJobQueue.Name"/>
    public string Name { get; }

    /// <inheritdoc cref="IJobQueue.Source"/>
    public JobSource Source => JobSource.Queue(Name);

    /// <inheritdoc cref="IJobQueue.DeleteAsync"/>
    public Task<bool> DeleteAsync(JobRecord job, CancellationToken cancellationToken = default) =>
        _operations.DeleteOneAsync(_shard, job, Source, cancellationToken);

    /// <inheritdoc cref="IJobQueue.DeleteJobAsync"/>
    public Task<OperationResult> DeleteJobAsync(string jid, CancellationToken cancellationToken = default) =>
        DeleteWhereAsync(JobFieldName.Jid, jid, cancellationToken);

    /// <inheritdoc cref="IJobQueue.DeleteByClassAsync"/>
    public Task<OperationResult> DeleteByClassAsync(string @class, CancellationToken cancellationToken = default) =>
        DeleteWhereAsync(JobFieldName.Class, @class, cancellationToken);

    private Task<OperationResult> DeleteWhereAsync(JobFieldName field, string value, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        var filter = JobFilter.Compare(JobField.Of(field), JobFilterOperator.Equal, JobFilterValue.Of(value));
        return _operations.DeleteAsync(JobSelection.Where(JobSources.Of(Source), filter), cancellationToken: cancellationToken);
    }
}
