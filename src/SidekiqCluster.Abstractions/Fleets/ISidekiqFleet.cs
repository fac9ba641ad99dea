namespace SidekiqCluster;

/// <summary>
/// All shards that the silos of a cluster own, or some of them: the fleet answers like one shard. Sizes and counts sum, latency
/// is the greatest, paused is all, some or none. A shard that does not answer in time is a marked gap, or its last good answer
/// is given and marked as stale; it neither fails nor delays the others.
/// </summary>
/// <remarks>Costs nothing to make; it asks the silos. Good for any thread.</remarks>
public partial interface ISidekiqFleet
{
    /// <summary>How old answers may be; zero for what is read after the question came.</summary>
    /// <value>Default 2 s.</value>
    TimeSpan Staleness { get; }

    /// <summary>How long one shard is waited for. Acts are waited for as long as they take.</summary>
    /// <value>Default 2 s.</value>
    TimeSpan Timeout { get; }

    /// <summary>The jobs that wait for a later time.</summary>
    IFleetJobSet ScheduledSet { get; }

    /// <summary>The jobs that failed and wait for their next attempt.</summary>
    IFleetJobSet RetrySet { get; }

    /// <summary>The jobs that Sidekiq has given up on.</summary>
    IFleetJobSet DeadSet { get; }

    /// <summary>The living processes.</summary>
    IFleetProcessSet Processes { get; }

    /// <summary>
    /// Deleting, retrying, killing, rescheduling and moving jobs, on all shards at once. The result is the sum, with each
    /// shard's own in <see cref="OperationResult.Shards"/>: one that cannot be reached is told of there, and the others are done.
    /// A limit and a rate count for all shards together; a limit is given to the shards in the order of their names. Jobs that
    /// were read before are acted on where they were read.
    /// </summary>
    IJobOperations Operations { get; }

    /// <summary>The same fleet with another patience.</summary>
    /// <param name="staleness">How old answers may be; null for as it is.</param>
    /// <param name="timeout">How long one shard is waited for, 1 ms or more; null for as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    ISidekiqFleet With(TimeSpan? staleness = null, TimeSpan? timeout = null);

    /// <summary>The queue of this name in every shard. Nothing is asked yet.</summary>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    IFleetQueue Queue(string name);

    /// <summary>One shard, as if it were connected here, with the fleet's staleness and timeout. Nothing is asked yet.</summary>
    /// <remarks>Whether there is such a shard shows at the first question, by <see cref="ShardUnknownException"/>.</remarks>
    /// <param name="name">The shard's name.</param>
    /// <exception cref="FormatException">No shard can have such a name.</exception>
    ISidekiqShard Shard(string name);

    /// <summary>
    /// The jobs of one class with typed arguments; the filter travels to where the jobs are. They are read source by source, those
    /// of a set merged by score, those of a queue by the time they were enqueued. A query has no place for outcomes: reading and
    /// counting end with the error of a shard that does not answer; select the others to go on. Acts tell of each shard.
    /// </summary>
    /// <typeparam name="T">The record of the class's arguments.</typeparam>
    /// <param name="sources">Where to look; null for <see cref="JobSources.All"/>.</param>
    TypedJobQuery<T> Jobs<T>(JobSources? sources = null)
        where T : class, ISidekiqJobArgs<T>;

    /// <summary>
    /// Some of these shards: by glob of their names (<c>eu-*</c>), by label (<c>env=prod</c>, values with globs), or several of
    /// these separated by blanks, all of which must hold; commas part alternatives: <c>eu-*,us-1 env=prod</c>.
    /// </summary>
    /// <remarks>
    /// The selection is made anew at each question. When it means no shard, or names a shard or label that is not there, the
    /// question ends with <see cref="ShardUnknownException"/>, which lists near names.
    /// </remarks>
    /// <exception cref="FormatException">The selection is none.</exception>
    ISidekiqFleet Shards(string selection);

    /// <summary>The shards, by name; of a selection, those that it means.</summary>
    /// <exception cref="ShardUnknownException">The selection means no shard.</exception>
    /// <exception cref="SidekiqClusterException">No silo answered in time.</exception>
    Task<IReadOnlyList<ShardInfo>> ListShardsAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a shard to the running fleet, whichever selection this is; every silo knows it, now and after restarts. It is
    /// connected first: one that cannot be reached, or that is the same database as another shard, is refused.
    /// </summary>
    /// <exception cref="ArgumentException">A property breaks its rule, or there is a shard of this name or with this database.</exception>
    /// <exception cref="SidekiqClusterException">The shard or the cluster's own store did not answer.</exception>
    Task AddShardAsync(ShardRegistration shard, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes a shard that was added at run time; nothing is done to its Redis. Whether there was one. What runs on it at that
    /// moment may end with an error.
    /// </summary>
    /// <exception cref="ArgumentException">The silos' configuration names the shard; remove it there.</exception>
    /// <exception cref="SidekiqClusterException">The cluster's own store did not answer.</exception>
    Task<bool> RemoveShardAsync(string name, CancellationToken cancellationToken = default);
}
