namespace SidekiqCluster;

/// <summary>The shards that the silos of a cluster own.</summary>
/// <remarks>Costs nothing to make; it asks the silos. Good for any thread.</remarks>
public interface ISidekiqFleet
{
    /// <summary>How old answers may be; zero for what is read after the question came.</summary>
    /// <value>Default 2 s.</value>
    TimeSpan Staleness { get; }

    /// <summary>How long one shard is waited for. Acts are waited for as long as they take.</summary>
    /// <value>Default 2 s.</value>
    TimeSpan Timeout { get; }

    /// <summary>The same fleet with another patience.</summary>
    /// <param name="staleness">How old answers may be; null for as it is.</param>
    /// <param name="timeout">How long one shard is waited for, 1 ms or more; null for as it is.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    ISidekiqFleet With(TimeSpan? staleness = null, TimeSpan? timeout = null);

    /// <summary>One shard, as if it were connected here, with the fleet's staleness and timeout. Nothing is asked yet.</summary>
    /// <remarks>Whether there is such a shard shows at the first question, by <see cref="ShardUnknownException"/>.</remarks>
    /// <param name="name">The shard's name.</param>
    /// <exception cref="FormatException">No shard can have such a name.</exception>
    ISidekiqShard Shard(string name);
}
