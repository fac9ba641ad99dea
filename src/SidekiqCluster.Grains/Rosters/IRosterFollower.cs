namespace SidekiqCluster.Grains.Rosters;

/// <summary>A silo that is told when shards are added or removed.</summary>
[Alias("SidekiqCluster.IRosterFollower")]
internal interface IRosterFollower : IGrainObserver
{
    /// <summary>These are the shards from now on.</summary>
    [Alias("Learn")]
    Task LearnAsync(Roster roster);
}
