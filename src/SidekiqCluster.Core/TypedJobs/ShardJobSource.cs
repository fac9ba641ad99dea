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
        ShardConnection connection, TypedJobAct act, JobSelection jobs, CancellationToken cancellationToken) =>
        TypedActs.RunAsync(new JobOperations(connection), act, jobs, cancellationToken);
}
