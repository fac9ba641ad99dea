using SidekiqCluster.Passes;
using SidekiqCluster.Queries.Paging;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries;

/// <summary>One source in Redis: whole by a pass, stretches by commands.</summary>
internal sealed class RedisSourceReader(ShardConnection connection, JobSource source) : ISourceReader
{
    private bool IsQueue => source.Kind == JobSourceKind.Queue;

    /// <inheritdoc/>
    public IAsyncEnumerable<JobRecord> ReadAsync(
        QueryFilter filter, JobOrder order, int pageSize, CancellationToken cancellationToken) =>
        SourceJobs.ReadAsync(connection, source, filter.For(connection.Shard, source), order, pageSize, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<JobRecord> FindAsync(JidMatcher jids, CancellationToken cancellationToken) =>
        ReadAsync(entry => jids.Matches(entry.Raw.Span), cancellationToken);

    /// <inheritdoc/>
    public async Task<JobRecord?> FindAsync(EntryId id, CancellationToken cancellationToken)
    {
        var jobs = ReadAsync(entry => EntryId.Of(connection.Shard, source, entry.Raw.Span) == id, cancellationToken);
        return await jobs.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<JobTally> TallyAsync(
        QueryFilter filter, JobField? by, JobSchema? schema, CancellationToken cancellationToken) =>
        JobTally.OfAsync(connection, source, filter, by, schema, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<PagedJob> ReadFromAsync(
        SourceMark? mark, QueryFilter filter, bool newestFirst, int pageSize, CancellationToken cancellationToken) =>
        new SourcePager(connection, filter, newestFirst, pageSize).ReadAsync(source, mark, cancellationToken);

    /// <inheritdoc/>
    public async Task<(long Total, IReadOnlyList<RawEntry> Entries)> SliceAsync(
        long offset, int count, bool newestFirst, CancellationToken cancellationToken) => IsQueue
            ? await ListSlice.ReadAsync(connection, connection.Keys.Of(source), offset, count, cancellationToken)
                .ConfigureAwait(false)
            : await SetSlice.ReadAsync(connection, connection.Keys.Of(source), offset, count, newestFirst, cancellationToken)
                .ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RawEntry>> FetchAsync(double from, double to, CancellationToken cancellationToken)
    {
        var key = connection.Keys.Of(source);
        var members = await connection.ReadAsync(
            key,
            (redis, flags) => redis.SortedSetRangeByScoreWithScoresAsync(key, from, to, flags: flags),
            cancellationToken).ConfigureAwait(false);
        return Array.ConvertAll(members, static member => new RawEntry(member.Element, member.Score));
    }

    /// <inheritdoc/>
    public Task<long> GetSizeAsync(CancellationToken cancellationToken)
    {
        var key = connection.Keys.Of(source);
        return connection.ReadAsync(
            key,
            (redis, flags) => IsQueue ? redis.ListLengthAsync(key, flags) : redis.SortedSetLengthAsync(key, flags: flags),
            cancellationToken);
    }

    private IAsyncEnumerable<JobRecord> ReadAsync(Predicate<RawEntry> matches, CancellationToken cancellationToken) =>
        SourceJobs.ReadAsync(connection, source, matches, JobOrder.Any, PageSizes.Default, cancellationToken);
}
