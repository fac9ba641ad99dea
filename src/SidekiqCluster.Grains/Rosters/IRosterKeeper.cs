using Orleans.Concurrency;

namespace SidekiqCluster.Grains.Rosters;

/// <summary>The roster as silos use it.</summary>
[Alias("SidekiqCluster.IRosterKeeper")]
internal interface IRosterKeeper : IGrainWithStringKey
{
    /// <summary>The shards that were added; null when they are those of the version that is known. Changes are told from now on.</summary>
    [Alias("Follow"), AlwaysInterleave]
    Task<Roster?> FollowAsync(IRosterFollower follower, Guid? known);

    /// <summary>A shard was found to be this database. Answers another shard that is the same; null when there is none.</summary>
    [Alias("Claim")]
    Task<string?> ClaimAsync(string shard, ShardClaim claim);

    /// <summary>Adds a shard that was connected and found to be this database.</summary>
    [Alias("Register")]
    Task RegisterAsync(Guid act, ShardRegistration shard, ShardClaim claim);
}
