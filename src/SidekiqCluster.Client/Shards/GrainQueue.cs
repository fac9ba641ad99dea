using SidekiqCluster.Client.Calls;
using SidekiqCluster.Grains;
using SidekiqCluster.Operations;
using SidekiqCluster.Queries;

namespace SidekiqCluster.Client.Shards;

internal sealed class GrainQueue : IJobQueue
{
    private readonly GrainCalls _calls;
    private readonly IJobOperations _operations;

    public GrainQueue(GrainCalls calls, IJobOperations operations, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        (_calls, _operations, Name) = (calls, operations, name);
    }

    public string Name { get; }

    public JobSource Source => JobSource.Queue(Name);

    private IQueueGrain Grain => _calls.Queue(Name);

    public Task<long> GetSizeAsync(CancellationToken cancellationToken = default) =>
        _calls.ReadAsync(token => Grain.GetSizeAsync(_calls.Tolerance, token), cancellationToken);

    public async Task<TimeSpan?> GetLatencyAsync(CancellationToken cancellationToken = default) =>
        (await GetSummaryAsync(cancellationToken).ConfigureAwait(false)).Latency;

    public async Task<bool> IsPausedAsync(CancellationToken cancellationToken = default) =>
        (await GetSummaryAsync(cancellationToken).ConfigureAwait(false)).IsPaused;

    public async Task<bool> ExistsAsync(CancellationToken cancellationToken = default) =>
        await GetSummaryAsync(cancellationToken).ConfigureAwait(false) is { IsRegistered: true } or { Size: > 0 };

    public Task<QueueSummary> GetSummaryAsync(CancellationToken cancellationToken = default) =>
        _calls.ReadAsync(token => Grain.GetSummaryAsync(_calls.Tolerance, token), cancellationToken);

    public IAsyncEnumerable<JobRecord> ReadAsync(
        QueueReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new QueueReadOptions();
        var reading = new JobReading
        {
            Filter = options.Filter,
            Order = options.Order,
            BatchSize = PageSizes.Check(options.PageSize),
            Tolerance = _calls.Tolerance,
        };
        return JobStream.ReadAsync(_calls, token => Grain.ReadAsync(reading, token), cancellationToken);
    }

    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => new(new GrainJobSource(_calls, JobSources.Of(Source)));

    public async Task<JobPageSlice<JobRecord>> GetPageAsync(
        long offset, int count, CancellationToken cancellationToken = default)
    {
        var slice = await _calls.ReadAsync(
            token => Grain.GetSliceAsync(offset, count, JobOrder.NewestFirst, _calls.Tolerance, token), cancellationToken)
            .ConfigureAwait(false);
        return new JobPageSlice<JobRecord> { Total = slice.Total, Jobs = slice.Batch.Jobs };
    }

    public Task<JobRecord?> FindJobAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        return _calls.ReadAsync(token => Grain.FindJobAsync(jid, _calls.Tolerance, token), cancellationToken);
    }

    public Task<JobRecord?> GetEntryAsync(EntryId id, CancellationToken cancellationToken = default) =>
        _calls.ReadAsync(token => Grain.GetEntryAsync(id, _calls.Tolerance, token), cancellationToken);

    public Task<long> ClearAsync(CancellationToken cancellationToken = default) =>
        _calls.ActAsync(Grain.ClearAsync, cancellationToken);

    public Task<bool> PauseAsync(CancellationToken cancellationToken = default) =>
        _calls.ActAsync(Grain.PauseAsync, cancellationToken);

    public Task<bool> UnpauseAsync(CancellationToken cancellationToken = default) =>
        _calls.ActAsync(Grain.UnpauseAsync, cancellationToken);

    public Task<bool> DeleteAsync(JobRecord job, CancellationToken cancellationToken = default) =>
        _operations.DeleteOneAsync(_calls.Name, job, Source, cancellationToken);

    public Task<OperationResult> DeleteJobAsync(string jid, CancellationToken cancellationToken = default) =>
        DeleteWhereAsync(JobFieldName.Jid, jid, cancellationToken);

    public Task<OperationResult> DeleteByClassAsync(string @class, CancellationToken cancellationToken = default) =>
        DeleteWhereAsync(JobFieldName.Class, @class, cancellationToken);

    private Task<OperationResult> DeleteWhereAsync(JobFieldName field, string value, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        var filter = JobFilter.Compare(JobField.Of(field), JobFilterOperator.Equal, JobFilterValue.Of(value));
        return _operations.DeleteAsync(JobSelection.Where(JobSources.Of(Source), filter), cancellationToken: cancellationToken);
    }
}
