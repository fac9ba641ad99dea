using SidekiqCluster.Grains.Jobs;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.JobSets;

/// <summary>The scheduled, retry or dead set.</summary>
[GrainType("sidekiq-job-set")]
internal sealed class JobSetGrain(ShardHosts hosts) : ShardBoundGrain(hosts), IJobSetGrain
{
    private JobSetKey? _key;

    private JobSource Source => (_key ??= JobSetKey.Parse(this.GetPrimaryKeyString())).Source;

    public Task<GrainAnswer<long>> GetSizeAsync(Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, (shard, token) => Of(shard).GetSizeAsync(token), cancellationToken);

    public Task<GrainAnswer<JobSlice>> GetSliceAsync(
        long offset, int count, JobOrder order, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(
            tolerance,
            async (shard, token) =>
            {
                var slice = await Of(shard).GetPageAsync(offset, count, order, token);
                return new JobSlice(slice.Total, new JobBatch(slice.Jobs));
            },
            cancellationToken);

    public IAsyncEnumerable<JobBatch?> ReadAsync(JobReading reading, CancellationToken cancellationToken) =>
        StreamAsync(token => JobBatches.ReadAsync(Host, JobSources.Of(Source), reading, token), cancellationToken);

    public Task<GrainAnswer<JobRecord?>> FindJobAsync(string jid, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync<JobRecord?>(tolerance, async (shard, token) => await Of(shard).FindJobAsync(jid, token), cancellationToken);

    public Task<GrainAnswer<JobRecord?>> GetEntryAsync(EntryId id, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync<JobRecord?>(tolerance, async (shard, token) => await Of(shard).GetEntryAsync(id, token), cancellationToken);

    public Task<GrainAnswer<JobBatch>> FetchScoreAsync(
        double score, string? jid, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, async (shard, token) => new JobBatch(await Of(shard).FetchAsync(score, jid, token)), cancellationToken);

    public Task<GrainAnswer<JobBatch>> FetchTimesAsync(
        DateTimeOffset from, DateTimeOffset to, string? jid, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, async (shard, token) => new JobBatch(await Of(shard).FetchAsync(from, to, jid, token)), cancellationToken);

    public Task<long> ClearAsync(Guid act) => ActAsync(act, shard => Of(shard).ClearAsync());

    public Task<bool> AddAsync(Guid act, byte[] payload, DateTimeOffset? at) =>
        ActAsync(act, shard => (Source.Kind, at) switch
        {
            (JobSourceKind.Scheduled, { } due) => shard.ScheduledSet.ScheduleAsync(due, payload),
            (JobSourceKind.Dead, null) => shard.DeadSet.AddAsync(payload),
            _ => throw new ArgumentException($"Jobs are not added to {Source} in this way."),
        });

    public Task<bool> DeleteAsync(Guid act, double score, string jid) =>
        ActAsync(act, shard => Of(shard).DeleteAsync(score, jid));

    public IAsyncEnumerable<long?> TrimAsync(long? maxJobs, TimeSpan? maxAge, CancellationToken cancellationToken) =>
        StreamAsync(token => ShardOperations.TrimAsync(Host, maxJobs, maxAge, token), cancellationToken);

    private IJobSet Of(SidekiqShard shard) => Source.Kind switch
    {
        JobSourceKind.Scheduled => shard.ScheduledSet,
        JobSourceKind.Retry => shard.RetrySet,
        _ => shard.DeadSet,
    };
}
