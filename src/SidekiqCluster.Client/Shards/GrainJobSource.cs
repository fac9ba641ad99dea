using SidekiqCluster.Client.Calls;
using SidekiqCluster.Grains;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Client.Shards;

/// <summary>Queues and sets of one shard, for typed queries: the filter travels to the silo.</summary>
internal sealed class GrainJobSource(GrainCalls calls, JobSources sources) : ITypedJobSource
{
    public IAsyncEnumerable<JobRecord> ReadAsync(JobFilter filter, JobOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var reading = new JobReading
        {
            Filter = filter,
            Order = order,
            BatchSize = JobStream.BatchSize,
            Tolerance = calls.Tolerance,
        };
        return JobStream.ReadAsync(calls, token => calls.Shard.ReadJobsAsync(sources, reading, token), cancellationToken);
    }

    public Task<TypedJobCount> CountAsync(
        JobSchema schema, JobFilter filter, JobField? by, CancellationToken cancellationToken)
    {
        var counting = new JobCounting
        {
            Sources = sources,
            Filter = filter,
            By = by,
            Schema = schema,
            Tolerance = calls.Tolerance,
        };
        return calls.ReadAsync(token => calls.Shard.CountJobsAsync(counting, token), cancellationToken);
    }

    public Task<OperationResult> ActAsync(TypedJobAct act, CancellationToken cancellationToken) =>
        TypedActs.RunAsync(new GrainOperations(calls), act, JobSelection.Where(sources, act.Filter), cancellationToken);
}
