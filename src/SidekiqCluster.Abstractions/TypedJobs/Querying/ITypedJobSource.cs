namespace SidekiqCluster.TypedJobs;

/// <summary>
/// Where a typed query finds its jobs and has them acted on: some sources of a shard, or of all. It knows classes by their
/// schemas alone, so an implementation may well live in another process than the record.
/// </summary>
internal interface ITypedJobSource
{
    /// <summary>Streams the jobs that a filter takes.</summary>
    IAsyncEnumerable<JobRecord> ReadAsync(JobFilter filter, JobOrder order, CancellationToken cancellationToken);

    /// <summary>Counts the jobs that a filter takes: those that fit the class, by the values of a field, and the others.</summary>
    Task<TypedJobCount> CountAsync(JobSchema schema, JobFilter filter, JobField? by, CancellationToken cancellationToken);

    /// <summary>Acts on the jobs that a filter takes.</summary>
    Task<OperationResult> ActAsync(TypedJobAct act, CancellationToken cancellationToken);
}
