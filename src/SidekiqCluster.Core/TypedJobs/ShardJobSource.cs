using SidekiqCluster.Queries;
using SidekiqCluster.Redis;

namespace SidekiqCluster.TypedJobs;

/// <summary>Queues and sets of one shard, for typed queries.</summary>
internal sealed class ShardJobSource(ShardConnection connection, JobSources sources) : ITypedJobSource
{
    /// <summary>A query over some sources of a shard.</summary>
    public static TypedJobQuery<T> Query<T>(ShardConnection connection, JobSources sources)
        where T : class, ISidekiqJobArgs<T> => new(new ShardJobSource(connection, sources));

    /// <summary>A query over the jobs in flight.</summary>
    public static TypedJobQuery<T> QueryWork<T>(ShardConnection connection)
        where T : class, ISidekiqJobArgs<T> => new(new RecordJobSource(
            async token => [.. (await new WorkSet(connection).ListAsync(token).ConfigureAwait(false)).Select(work => work.Job)],
            connection.Clock,
            (act, jobs, token) => RunAsync(connection, act, JobSelection.Of(jobs), token)));

    public IAsyncEnumerable<JobRecord> ReadAsync(JobFilter filter, JobOrder order, CancellationToken cancellationToken) =>
        new ShardQueries(connection).ReadAsync(sources, filter, order, cancellationToken);

    public Task<TypedJobCount> CountAsync(
        JobSchema schema, JobFilter filter, JobField? by, CancellationToken cancellationToken) =>
        new ShardQueries(connection).CountAsync(sources, filter, by, schema, cancellationToken);

    public Task<OperationResult> ActAsync(TypedJobAct act, CancellationToken cancellationToken) =>
        RunAsync(connection, act, JobSelection.Where(sources, act.Filter), cancellationToken);

    private static Task<OperationResult> RunAsync(
        ShardConnection connection, TypedJobAct act, JobSelection jobs, CancellationToken cancellationToken)
    {
        var operations = new JobOperations(connection);
        jobs = jobs.With(act.Screen, act.Order);
        return act.Operation switch
        {
            JobOperation.Delete => operations.DeleteAsync(jobs, act.Options, cancellationToken),
            JobOperation.Retry => operations.RetryAsync(jobs, act.Options, cancellationToken),
            JobOperation.Kill => operations.KillAsync(jobs, act.Options, cancellationToken),
            JobOperation.AddToQueue => operations.AddToQueueAsync(jobs, act.Options, cancellationToken),
            JobOperation.Reschedule => operations.RescheduleAsync(jobs, act.At, act.Spread, act.Options, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act.Operation, "No act of a typed query."),
        };
    }
}
