using SidekiqCluster.Queries.Paging;

namespace SidekiqCluster;

/// <summary>
/// The same page of jobs over several shards at once: source by source, the jobs of one set merged by score (ties by
/// shard name, then by bytes), those of queues of one name by the time they were enqueued (else created), each shard's
/// own order kept. A shard that fails is reported beside the others' jobs, and neither fails nor delays them.
/// </summary>
/// <remarks>
/// A page costs each shard a round trip per source it reaches into and one to list the queues, two more to find the place
/// of a cursor, and transfers about twice the jobs it gives, or as many as it takes to find those that the filter takes.
/// </remarks>
public sealed class JobPager
{
    private readonly IReadOnlyList<ShardSource> _shards;

    /// <summary>Pages over these shards. Opens nothing.</summary>
    /// <param name="shards">The shards; each under a name of its own.</param>
    /// <exception cref="ArgumentException">Two shards have one name.</exception>
    public JobPager(params IEnumerable<ShardSource> shards)
    {
        _shards = [.. shards];
        if (_shards.CountBy(static shard => shard.Name).FirstOrDefault(static name => name.Value > 1) is { Key: { } twice })
        {
            throw new ArgumentException($"Two shards are named '{twice}'.", nameof(shards));
        }
    }

    /// <summary>How long a page waits for one shard, in all, before it goes on without it.</summary>
    /// <value>Default: null, for ever; more than zero.</value>
    public TimeSpan? ShardTimeout { get; init; }

    /// <summary>What ages and relative times in filters count from.</summary>
    /// <value>Default: the system's clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Reads a page. With the cursor of the page before and sources at rest, the pages hold each job once. While jobs come
    /// and go, none that stays is left out, unless its score is changed to one that was read already, or a queue holds
    /// copies of equal bytes, among which the place can be mistaken; a job can come twice when those read before it are
    /// taken away.
    /// </summary>
    /// <exception cref="FormatException">The cursor is none, or is of another query or of other shards.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is less than 1.</exception>
    public async Task<ShardsJobPage> GetPageAsync(JobQuery query, CancellationToken cancellationToken = default)
    {
        var (page, lanes) = await ReadAsync(query, cancellationToken).ConfigureAwait(false);
        return new ShardsJobPage
        {
            Jobs = page.Jobs,
            Cursor = page.Cursor,
            Shards = [.. _shards.Zip(lanes, static (shard, lane) => new ShardOutcome
            {
                Shard = shard.Name,
                Error = lane.Failure?.Message,
            })],
        };
    }

    /// <summary>The same page, with the lanes that tell what became of each shard.</summary>
    internal Task<(JobPage Page, IReadOnlyList<ShardLane> Lanes)> ReadAsync(JobQuery query, CancellationToken cancellationToken)
    {
        var request = new PageRequest(query, TimeProvider.GetUtcNow());
        return LanePager.ReadAsync(
            [.. _shards.Select(shard => (shard.Name, ReadingOf(shard, request)))], query, request, ShardTimeout, cancellationToken);
    }

    private static LaneReading ReadingOf(ShardSource shard, PageRequest request) => async (start, cancellationToken) =>
    {
        var connected = await shard.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return LaneJobs.ReadAsync(connected.Connection, request, start, cancellationToken);
    };
}
