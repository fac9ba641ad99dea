using SidekiqCluster.Client.Calls;
using SidekiqCluster.Grains;
using SidekiqCluster.Queries;
using SidekiqCluster.Queues;

namespace SidekiqCluster.Client.Shards;

internal sealed class GrainQueue(GrainCalls calls, IJobOperations operations, string name)
    : JobQueueActs(operations, calls.Name, name), IJobQueue
{
    private IQueueGrain Grain => calls.Queue(Name);

    public Task<long> GetSizeAsync(CancellationToken cancellationToken = default) =>
        calls.ReadAsync(token => Grain.GetSizeAsync(calls.Tolerance, token), cancellationToken);

    public async Task<TimeSpan?> GetLatencyAsync(CancellationToken cancellationToken = default) =>
        (await GetSummaryAsync(cancellationToken).ConfigureAwait(false)).Latency;

    public async Task<bool> IsPausedAsync(CancellationToken cancellationToken = default) =>
        (await GetSummaryAsync(cancellationToken).ConfigureAwait(false)).IsPaused;

    public async Task<bool> ExistsAsync(CancellationToken cancellationToken = default) =>
        await GetSummaryAsync(cancellationToken).ConfigureAwait(false) is { IsRegistered: true } or { Size: > 0 };

    public Task<QueueSummary> GetSummaryAsync(CancellationToken cancellationToken = default) =>
        calls.ReadAsync(token => Grain.GetSummaryAsync(calls.Tolerance, token), cancellationToken);

    public IAsyncEnumerable<JobRecord> ReadAsync(
        QueueReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new QueueReadOptions();
        var reading = new JobReading
        {
            Filter = options.Filter,
            Order = options.Order,
            BatchSize = PageSizes.Check(options.PageSize),
            Tolerance = calls.Tolerance,
        };
        return JobStream.ReadAsync(calls, token => Grain.ReadAsync(reading, token), cancellationToken);
    }

    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => new(new GrainJobSource(calls, JobSources.Of(Source)));

    public async Task<JobPageSlice<JobRecord>> GetPageAsync(
        long offset, int count, CancellationToken cancellationToken = default)
    {
        var slice = await calls.ReadAsync(
            token => Grain.GetSliceAsync(offset, count, JobOrder.NewestFirst, calls.Tolerance, token), cancellationToken)
            .ConfigureAwait(false);
        return new JobPageSlice<JobRecord> { Total = slice.Total, Jobs = slice.Batch.Jobs };
    }

    public Task<JobRecord?> FindJobAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        return calls.ReadAsync(token => Grain.FindJobAsync(jid, calls.Tolerance, token), cancellationToken);
    }

    public Task<JobRecord?> GetEntryAsync(EntryId id, CancellationToken cancellationToken = default) =>
        calls.ReadAsync(token => Grain.GetEntryAsync(id, calls.Tolerance, token), cancellationToken);

    public Task<long> ClearAsync(CancellationToken cancellationToken = default) =>
        calls.ActAsync(Grain.ClearAsync, cancellationToken);

    public Task<bool> PauseAsync(CancellationToken cancellationToken = default) =>
        calls.ActAsync(Grain.PauseAsync, cancellationToken);

    public Task<bool> UnpauseAsync(CancellationToken cancellationToken = default) =>
        calls.ActAsync(Grain.UnpauseAsync, cancellationToken);
}
