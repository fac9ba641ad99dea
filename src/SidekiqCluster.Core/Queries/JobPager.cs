namespace SidekiqCluster;

/// <summary>
/// The same page of jobs over several shards at once: source by source, the jobs of one set merged by score (ties by
/// shard name, then by bytes), those of queues of one name by the time they were enqueued (else created), each shard's
/// own order kept. A shard that fails is reported beside the others' jobs.
/// </summary>
public sealed class JobPager
{
    private readonly IReadOnlyList<ShardSource> _shards;

    /// <summary>Pages over these shards. Opens nothing.</summary>
    /// <exception cref="ArgumentException">Two shards have one name.</exception>
    public JobPager(params IEnumerable<ShardSource> shards)
    {
        _shards = [.. shards];
        if (_shards.CountBy(shard => shard.Name).FirstOrDefault(name => name.Value > 1) is { Key: { } twice })
        {
            throw new ArgumentException($"Two shards are named '{twice}'.", nameof(shards));
        }
    }

    /// <summary>How long a page waits for one shard before it goes on without it.</summary>
    /// <value>Default: null, for ever; more than zero.</value>
    public TimeSpan? ShardTimeout { get; init; }

    /// <summary>
    /// Reads a page. With the cursor of the page before and sources at rest, pages hold each job once; while jobs come and
    /// go, none that stays is left out.
    /// </summary>
    /// <exception cref="FormatException">The cursor is none, or is of another query or of other shards.</exception>
    public Task<ShardsJobPage> GetPageAsync(JobQuery query, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException($"{_shards.Count} {query} {cancellationToken}");
}
