using System.Runtime.CompilerServices;
using SidekiqCluster.Passes;
using SidekiqCluster.Queries;
using SidekiqCluster.Queries.Paging;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// One source in its snapshot. What needs all of it makes one; what Redis tells by one short command uses one that is there
/// and young enough. Where there is none, Redis gives the same answer.
/// </summary>
internal sealed class SnapshotReader(
    ISourceReader redis, ShardSnapshots snapshots, JobSource source, SnapshotTerms terms, ShardConnection connection) : ISourceReader
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<JobRecord> ReadAsync(
        QueryFilter filter, JobOrder order, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lease = await GetAsync(cancellationToken).ConfigureAwait(false);
        if (lease is not { View: var view })
        {
            await foreach (var job in redis.ReadAsync(filter, order, pageSize, cancellationToken).ConfigureAwait(false))
            {
                yield return job;
            }

            yield break;
        }

        var search = new SnapshotSearch(view, FilterOf(filter, view), order == JobOrder.NewestFirst, 0);
        await foreach (var match in search.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return view.Columns.ToRecord(connection.Shard, match.Block, match.Row);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<JobRecord> FindAsync(
        JidMatcher jids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lease = await GetAsync(cancellationToken).ConfigureAwait(false);
        var jobs = lease is null
            ? redis.FindAsync(jids, cancellationToken)
            : (await RunAsync(lease.View, view => SnapshotJids.Find(view, connection.Shard, jids), cancellationToken)
                .ConfigureAwait(false)).ToAsyncEnumerable();
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            yield return job;
        }
    }

    /// <inheritdoc/>
    public async Task<JobRecord?> FindAsync(EntryId id, CancellationToken cancellationToken)
    {
        using var lease = await GetAsync(cancellationToken).ConfigureAwait(false);
        return lease is null
            ? await redis.FindAsync(id, cancellationToken).ConfigureAwait(false)
            : await SnapshotScan.FindAsync(lease.View, connection.Shard, id, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<JobTally> TallyAsync(
        QueryFilter filter, JobField? by, JobSchema? schema, CancellationToken cancellationToken)
    {
        using var lease = await GetAsync(cancellationToken).ConfigureAwait(false);
        return lease is null
            ? await redis.TallyAsync(filter, by, schema, cancellationToken).ConfigureAwait(false)
            : await SnapshotTally.OfAsync(lease.View, FilterOf(filter, lease.View), by, schema, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<PagedJob> ReadFromAsync(
        SourceMark? mark,
        QueryFilter filter,
        bool newestFirst,
        int pageSize,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A first page of all is not worth a snapshot; one that is there is worth bringing up to date.
        var isWorthwhile = !filter.TakesAll || snapshots.Options.AnswersAll || snapshots.Find(source)?.HasView == true;
        using var lease = isWorthwhile ? await GetAsync(cancellationToken).ConfigureAwait(false) : Pass();
        var jobs = lease is null
            ? redis.ReadFromAsync(mark, filter, newestFirst, pageSize, cancellationToken)
            : new SnapshotPager(lease.View, FilterOf(filter, lease.View), newestFirst).ReadAsync(mark, cancellationToken);
        await foreach (var job in jobs.ConfigureAwait(false))
        {
            yield return job;
        }
    }

    /// <inheritdoc/>
    public Task<(long Total, IReadOnlyList<RawEntry> Entries)> SliceAsync(
        long offset, int count, bool newestFirst, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return AskAsync(
            view => ((long)view.Count, SnapshotStretch.ByPosition(view, offset, count, newestFirst)),
            () => redis.SliceAsync(offset, count, newestFirst, cancellationToken),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RawEntry>> FetchAsync(double from, double to, CancellationToken cancellationToken) =>
        AskAsync(
            view => SnapshotStretch.ByScore(view, from, to),
            () => redis.FetchAsync(from, to, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<long> GetSizeAsync(CancellationToken cancellationToken) =>
        AskAsync(static view => (long)view.Count, () => redis.GetSizeAsync(cancellationToken), cancellationToken);

    private static async Task<T> RunAsync<T>(SnapshotView view, Func<SnapshotView, T> ask, CancellationToken cancellationToken)
    {
        T? answer = default;
        await SnapshotScan.RunAsync(view, () => answer = ask(view), cancellationToken).ConfigureAwait(false);
        return answer!;
    }

    private SnapshotFilter FilterOf(QueryFilter filter, SnapshotView view) =>
        new(filter.Filter, view.Columns, connection.Shard, filter.Now);

    /// <summary>The snapshot on our terms; null when Redis is to be read instead.</summary>
    private async Task<SnapshotLease?> GetAsync(CancellationToken cancellationToken)
    {
        var lease = await snapshots.Of(source).GetAsync(terms.Staleness, terms.PatienceLeft, cancellationToken)
            .ConfigureAwait(false);
        return lease is null ? Pass() : Use(lease);
    }

    /// <summary>An answer to a short question.</summary>
    private async Task<T> AskAsync<T>(Func<SnapshotView, T> askView, Func<Task<T>> askRedis, CancellationToken cancellationToken)
    {
        var snapshot = snapshots.Find(source);
        using (var lease = snapshots.Options.AnswersAll
            ? await GetAsync(cancellationToken).ConfigureAwait(false)
            : Use(snapshot?.TryGet(terms.Staleness)))
        {
            if (lease is not null)
            {
                return askView(lease.View);
            }
        }

        Pass();
        try
        {
            return await askRedis().WithinAsync(terms.PatienceLeft, connection, cancellationToken).ConfigureAwait(false);
        }
        catch (ShardUnreachableException unreachable) when (terms.Patience is not null && snapshot?.TryGetLast(unreachable) is { } last)
        {
            using (Use(last))
            {
                return askView(last.View);
            }
        }
    }

    private SnapshotLease? Use(SnapshotLease? lease)
    {
        if (lease is not null)
        {
            terms.Use.Add(lease.CapturedAt, lease.Error);
        }

        return lease;
    }

    private SnapshotLease? Pass()
    {
        snapshots.CountPass();
        terms.Use.Add(connection.Clock.GetUtcNow());
        return null;
    }
}
