using System.Runtime.CompilerServices;
using SidekiqCluster.JobSets;
using SidekiqCluster.Passes;
using SidekiqCluster.Queries;
using SidekiqCluster.Redis;
using SidekiqCluster.TypedJobs;
using StackExchange.Redis;

namespace SidekiqCluster;

/// <summary>One of the three sorted sets.</summary>
internal abstract partial class JobSet : JobSetActs, IJobSet
{
    private readonly ShardConnection _connection;

    private protected JobSet(ShardConnection connection, JobOperations operations, JobSource source)
        : base(operations, connection.Shard, source) => _connection = connection;

    private ISourceReader Entries => _connection.Sources.Of(Source);

    private RedisKey Key => _connection.Keys.Of(Source);

    /// <inheritdoc/>
    public Task<long> GetSizeAsync(CancellationToken cancellationToken = default) =>
        Entries.GetSizeAsync(cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SortedEntry> ReadAsync(
        JobSetReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new JobSetReadOptions();
        var jobs = Entries.ReadAsync(
            new QueryFilter(options.Filter, _connection.Clock.GetUtcNow()),
            options.Order,
            PageSizes.Check(options.PageSize),
            cancellationToken);
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            yield return (SortedEntry)job;
        }
    }

    /// <inheritdoc/>
    public async Task<JobPageSlice<SortedEntry>> GetPageAsync(
        long offset, int count, JobOrder order = JobOrder.NewestFirst, CancellationToken cancellationToken = default)
    {
        var newestFirst = order != JobOrder.OldestFirst;
        var (total, members) = await Entries.SliceAsync(offset, count, newestFirst, cancellationToken).ConfigureAwait(false);
        return new JobPageSlice<SortedEntry> { Total = total, Jobs = [.. members.Select(ToEntry)] };
    }

    /// <inheritdoc/>
    public TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T> => ShardJobSource.Query<T>(_connection, JobSources.Of(Source));

    /// <inheritdoc/>
    public IAsyncEnumerable<SortedEntry> SearchAsync(JobFilter filter, CancellationToken cancellationToken = default) =>
        ReadAsync(new JobSetReadOptions { Order = JobOrder.Any, Filter = filter }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SortedEntry>> FetchAsync(
        double score, string? jid = null, CancellationToken cancellationToken = default) =>
        double.IsNaN(score)
            ? throw new ArgumentException("NaN is no score; give epoch seconds.", nameof(score))
            : FetchAsync(score, score, static _ => true, jid, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SortedEntry>> FetchAsync(
        DateTimeOffset from, DateTimeOffset to, string? jid = null, CancellationToken cancellationToken = default)
    {
        // At is the score rounded; the next microseconds on either side round to the bounds as well.
        const double Microsecond = 1e-6;
        return FetchAsync(
            Seconds(from) - Microsecond,
            Seconds(to) + Microsecond,
            entry => entry.At >= from && entry.At <= to,
            jid,
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<SortedEntry?> FindJobAsync(string jid, CancellationToken cancellationToken = default) =>
        (SortedEntry?)await JidSearch.FirstAsync(_connection, Source, jid, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<SortedEntry?> GetEntryAsync(EntryId id, CancellationToken cancellationToken = default) =>
        (SortedEntry?)await EntrySearch.FirstAsync(_connection, Source, id, cancellationToken).ConfigureAwait(false);

    private static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    private async Task<IReadOnlyList<SortedEntry>> FetchAsync(
        double from, double to, Predicate<SortedEntry> isWanted, string? jid, CancellationToken cancellationToken)
    {
        var members = await Entries.FetchAsync(from, to, cancellationToken).ConfigureAwait(false);
        var jids = jid is null ? null : new JidMatcher([jid]);
        return
        [
            .. members
                .Where(entry => jids?.Matches(entry.Raw.Span) ?? true)
                .Select(ToEntry)
                .Where(entry => isWanted(entry)),
        ];
    }

    private SortedEntry ToEntry(RawEntry entry) => (SortedEntry)SourceJobs.ToRecord(_connection, Source, entry);
}
