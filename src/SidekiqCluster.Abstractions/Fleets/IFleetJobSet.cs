namespace SidekiqCluster;

/// <summary>The scheduled, retry or dead sets of all shards.</summary>
public partial interface IFleetJobSet
{
    /// <summary>Which set of each shard.</summary>
    JobSource Source { get; }

    /// <summary>The entries of one class with typed arguments; see <see cref="ISidekiqFleet.Jobs{T}"/>.</summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    TypedJobQuery<T> Jobs<T>()
        where T : class, ISidekiqJobArgs<T>;

    /// <summary>Jobs in all shards together.</summary>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<long>> GetSizeAsync(CancellationToken cancellationToken = default);

    /// <summary>The first entry with this id of each shard that has one.</summary>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<IReadOnlyList<SortedEntry>>> FindJobAsync(string jid, CancellationToken cancellationToken = default);

    /// <summary>A page of the jobs, merged by score. See <see cref="ISidekiqFleet.GetJobsAsync"/>.</summary>
    /// <param name="limit">The most jobs; 1 or more.</param>
    /// <param name="cursor">What came with the page before; null for the first.</param>
    /// <param name="order">From which end.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="FormatException">The cursor is none, or is of another query or of other shards.</exception>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<ShardsJobPage> GetPageAsync(
        int limit = JobQuery.DefaultLimit, string? cursor = null, JobOrder order = JobOrder.NewestFirst, CancellationToken cancellationToken = default);

    /// <summary>The entries of exactly this score in all shards, by shard, then by their bytes.</summary>
    /// <inheritdoc cref="IJobSet.FetchAsync(double, string?, CancellationToken)" path="/param"/>
    /// <exception cref="ArgumentException">The score is NaN.</exception>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<IReadOnlyList<SortedEntry>>> FetchAsync(double score, string? jid = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// The entries of all shards whose <see cref="SortedEntry.At"/> lies between two times, both included, lowest score first,
    /// of equal ones by shard. All are held in memory.
    /// </summary>
    /// <inheritdoc cref="IJobSet.FetchAsync(DateTimeOffset, DateTimeOffset, string?, CancellationToken)" path="/param"/>
    /// <exception cref="SidekiqClusterException">No silo answered, or no shard is meant.</exception>
    Task<FleetAnswer<IReadOnlyList<SortedEntry>>> FetchAsync(
        DateTimeOffset from, DateTimeOffset to, string? jid = null, CancellationToken cancellationToken = default);
}
