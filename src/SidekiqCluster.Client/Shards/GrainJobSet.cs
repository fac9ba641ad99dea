using SidekiqCluster.Client.Calls;
using SidekiqCluster.Grains;
using SidekiqCluster.JobSets;
using SidekiqCluster.Queries;

namespace SidekiqCluster.Client.Shards;

internal class GrainJobSet(GrainCalls calls, IJobOperations operations, JobSource source)
    : JobSetActs(operations, calls.Name, source), IJobSet
{
    protected GrainCalls Calls => calls;

    protected IJobSetGrain Grain => calls.Set(Source.Kind);

    public Task<long> GetSizeAsync(CancellationToken cancellationToken = default) =>
        calls.ReadAsync(token => Grain.GetSizeAsync(calls.Tolerance, token), cancellationToken);

    public IAsyncEnumerable<SortedEntry> ReadAsync(
        JobSetReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new JobSetReadOptions();
        var reading = new JobReading
        {
            Filter = options.Filter,
            Order = options.Order,
            BatchSize = PageSizes.Check(options.PageSize),
            Tolerance = calls.Tolerance,
        };
        return JobStream.ReadAsync(calls, token => Grain.ReadAsync(reading, token), cancellationToken)
            .Select(static job => (SortedEntry)job);
    }

    public async Task<JobPageSlice<SortedEntry>> GetPageAsync(
        long offset, int count, JobOrder order = JobOrder.NewestFirst, CancellationToken cancellationToken = default)
    {
        var slice = await calls.ReadAsync(
            token => Grain.GetSliceAsync(offset, count, order, calls.Tolerance, token), cancellationToken).ConfigureAwait(false);
        return new JobPageSlice<SortedEntry> { Total = slice.Total, Jobs = Entries(slice.Batch) };
    }

    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => new(new GrainJobSource(calls, JobSources.Of(Source)));

    public IAsyncEnumerable<SortedEntry> SearchAsync(JobFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return ReadAsync(new JobSetReadOptions { Filter = filter, Order = JobOrder.Any }, cancellationToken);
    }

    public async Task<IReadOnlyList<SortedEntry>> FetchAsync(
        double score, string? jid = null, CancellationToken cancellationToken = default) =>
        Entries(await calls.ReadAsync(
            token => Grain.FetchScoreAsync(score, jid, calls.Tolerance, token), cancellationToken).ConfigureAwait(false));

    public async Task<IReadOnlyList<SortedEntry>> FetchAsync(
        DateTimeOffset from, DateTimeOffset to, string? jid = null, CancellationToken cancellationToken = default) =>
        Entries(await calls.ReadAsync(
            token => Grain.FetchTimesAsync(from, to, jid, calls.Tolerance, token), cancellationToken).ConfigureAwait(false));

    public async Task<SortedEntry?> FindJobAsync(string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        return (SortedEntry?)await calls.ReadAsync(
            token => Grain.FindJobAsync(jid, calls.Tolerance, token), cancellationToken).ConfigureAwait(false);
    }

    public async Task<SortedEntry?> GetEntryAsync(EntryId id, CancellationToken cancellationToken = default) =>
        (SortedEntry?)await calls.ReadAsync(
            token => Grain.GetEntryAsync(id, calls.Tolerance, token), cancellationToken).ConfigureAwait(false);

    public Task<long> ClearAsync(CancellationToken cancellationToken = default) =>
        calls.ActAsync(Grain.ClearAsync, cancellationToken);

    public Task<bool> DeleteAsync(double score, string jid, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jid);
        return calls.ActAsync(act => Grain.DeleteAsync(act, score, jid), cancellationToken);
    }

    private static IReadOnlyList<SortedEntry> Entries(JobBatch batch) => [.. batch.Jobs.Cast<SortedEntry>()];
}
