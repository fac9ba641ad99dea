using SidekiqCluster.Grains.Jobs;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Queues;

/// <summary>One queue.</summary>
[GrainType("sidekiq-queue")]
internal sealed class QueueGrain(ShardHosts hosts) : ShardBoundGrain(hosts), IQueueGrain
{
    private string Queue => field ??= QueueKey.Parse(this.GetPrimaryKeyString()).Queue;

    private JobSource Source => JobSource.Queue(Queue);

    public Task<GrainAnswer<QueueSummary>> GetSummaryAsync(Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, (shard, token) => shard.Queue(Queue).GetSummaryAsync(token), cancellationToken);

    public Task<GrainAnswer<long>> GetSizeAsync(Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, (shard, token) => shard.Queue(Queue).GetSizeAsync(token), cancellationToken);

    public Task<GrainAnswer<JobSlice>> GetSliceAsync(
        long offset, int count, JobOrder order, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(
            tolerance,
            async (shard, token) =>
            {
                var slice = await shard.Queue(Queue).GetPageAsync(offset, count, token);
                return new JobSlice(slice.Total, new JobBatch(slice.Jobs));
            },
            cancellationToken);

    public IAsyncEnumerable<JobBatch?> ReadAsync(JobReading reading, CancellationToken cancellationToken) =>
        StreamAsync(token => JobBatches.ReadAsync(Host, JobSources.Of(Source), reading, token), cancellationToken);

    public Task<GrainAnswer<JobRecord?>> FindJobAsync(string jid, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, (shard, token) => shard.Queue(Queue).FindJobAsync(jid, token), cancellationToken);

    public Task<GrainAnswer<JobRecord?>> GetEntryAsync(EntryId id, Tolerance tolerance, CancellationToken cancellationToken) =>
        AnswerAsync(tolerance, (shard, token) => shard.Queue(Queue).GetEntryAsync(id, token), cancellationToken);

    public Task<long> ClearAsync(Guid act) => ActAsync(act, shard => shard.Queue(Queue).ClearAsync());

    public Task<bool> PauseAsync(Guid act) => ActAsync(act, shard => shard.Queue(Queue).PauseAsync());

    public Task<bool> UnpauseAsync(Guid act) => ActAsync(act, shard => shard.Queue(Queue).UnpauseAsync());
}
