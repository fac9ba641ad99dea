using System.Runtime.CompilerServices;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Queries;

/// <summary>Questions over several sources of one shard.</summary>
internal sealed class ShardQueries(ShardConnection connection)
{
    /// <summary>Sources read at once: enough to keep the connection busy while one of them is parsed.</summary>
    private const int Parallelism = 4;

    public IAsyncEnumerable<JobRecord> ReadAsync(
        JobSources sources, JobFilter filter, JobOrder order, CancellationToken cancellationToken) =>
        ReadAsync(connection.Sources, sources, FilterOf(filter), order, cancellationToken);

    /// <summary>The same for acting on the jobs: each source no older than the moment when it is begun.</summary>
    public IAsyncEnumerable<JobRecord> ReadCurrentAsync(
        JobSources sources, QueryFilter filter, JobOrder order, CancellationToken cancellationToken) =>
        ReadAsync(connection.Sources.Current, sources, filter, order, cancellationToken);

    public async Task<JobCount> CountAsync(
        JobSources sources, JobFilter filter, JobField? by, CancellationToken cancellationToken)
    {
        var all = await SourceNames.ResolveAsync(connection.Sources, sources, cancellationToken).ConfigureAwait(false);
        if (by is null && filter == JobFilter.All)
        {
            return new JobCount { Count = await SizeAsync(all, cancellationToken).ConfigureAwait(false), Groups = null };
        }

        var tallies = await TallyAsync(all, filter, by, null, cancellationToken).ConfigureAwait(false);
        return JobTally.Sum(tallies).ToCount(isGrouped: by is not null);
    }

    /// <summary>Counts the jobs that fit a class, and apart from them those that do not.</summary>
    public async Task<TypedJobCount> CountAsync(
        JobSources sources, JobFilter filter, JobField? by, JobSchema schema, CancellationToken cancellationToken)
    {
        var all = await SourceNames.ResolveAsync(connection.Sources, sources, cancellationToken).ConfigureAwait(false);
        var tallies = await TallyAsync(all, filter, by, schema, cancellationToken).ConfigureAwait(false);
        return JobTally.Sum(tallies).ToTypedCount(isGrouped: by is not null);
    }

    public async Task<IReadOnlyList<JobRecord>> FindAsync(IEnumerable<string> jids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(jids);
        var matcher = new JidMatcher(jids);
        if (matcher.Jids.Count == 0)
        {
            return [];
        }

        var sources = await SourceNames.ResolveAsync(connection.Sources, JobSources.All, cancellationToken).ConfigureAwait(false);
        var waiting = await ForEachAsync(
            sources,
            async (source, token) => await connection.Sources.Of(source).FindAsync(matcher, token)
                .ToListAsync(token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);

        // Afterwards, as jobs go from queues into processes, seldom back.
        var work = await connection.Sources.ListWorkAsync(cancellationToken).ConfigureAwait(false);
        var running = work.Select(item => item.Job).Where(job => matcher.Matches(job.Raw.Span));
        return [.. waiting.SelectMany(jobs => jobs), .. running];
    }

    public async Task<JobRecord?> FindEntryAsync(EntryId id, CancellationToken cancellationToken)
    {
        if (!id.IsOfShard(connection.Shard))
        {
            return null;
        }

        if (id.IsOfSource(JobSource.Work))
        {
            var work = await connection.Sources.ListWorkAsync(cancellationToken).ConfigureAwait(false);
            return work.Select(item => item.Job).FirstOrDefault(job => job.Id == id);
        }

        foreach (var source in await SourcesOfAsync(id, cancellationToken).ConfigureAwait(false))
        {
            if (await EntrySearch.FirstAsync(connection, source, id, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static async IAsyncEnumerable<JobRecord> ReadAsync(
        IShardSources from,
        JobSources sources,
        QueryFilter filter,
        JobOrder order,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var source in await SourceNames.ResolveAsync(from, sources, cancellationToken).ConfigureAwait(false))
        {
            var jobs = from.Of(source).ReadAsync(filter, order, PageSizes.Default, cancellationToken);
            await foreach (var job in jobs.ConfigureAwait(false))
            {
                yield return job;
            }
        }
    }

    /// <summary>The source that an address names. Queues that nobody registered are looked for when it is no other.</summary>
    private async Task<IReadOnlyList<JobSource>> SourcesOfAsync(EntryId id, CancellationToken cancellationToken)
    {
        var known = await SourceNames.ResolveAsync(connection.Sources, JobSources.All, cancellationToken).ConfigureAwait(false);
        if (known.Where(id.IsOfSource).ToList() is { Count: > 0 } found)
        {
            return found;
        }

        var queues = await new QueueSet(connection).ListAsync(includeUnregistered: true, cancellationToken).ConfigureAwait(false);
        return [.. queues.Where(name => name.Length > 0).Select(JobSource.Queue).Where(id.IsOfSource)];
    }

    private Task<JobTally[]> TallyAsync(
        IReadOnlyList<JobSource> sources, JobFilter filter, JobField? by, JobSchema? schema, CancellationToken cancellationToken)
    {
        var taken = FilterOf(filter);
        return ForEachAsync(
            sources,
            (source, token) => connection.Sources.Of(source).TallyAsync(taken, by, schema, token),
            cancellationToken);
    }

    private QueryFilter FilterOf(JobFilter filter) => new(filter, connection.Clock.GetUtcNow());

    private async Task<long> SizeAsync(IReadOnlyList<JobSource> sources, CancellationToken cancellationToken)
    {
        var sum = 0L;
        foreach (var chunk in sources.Chunk(PipelinedReads.ChunkSize))
        {
            var sizes = chunk.Select(source => connection.Sources.Of(source).GetSizeAsync(cancellationToken));
            sum += (await Task.WhenAll(sizes).ConfigureAwait(false)).Sum();
        }

        return sum;
    }

    private static async Task<T[]> ForEachAsync<T>(
        IReadOnlyList<JobSource> sources,
        Func<JobSource, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        var results = new T[sources.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(
            0,
            sources.Count,
            parallel,
            async (i, token) => results[i] = await read(sources[i], token).ConfigureAwait(false)).ConfigureAwait(false);
        return results;
    }
}
