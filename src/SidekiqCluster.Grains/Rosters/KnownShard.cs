using SidekiqCluster.Redis;

namespace SidekiqCluster.Grains.Rosters;

/// <summary>A shard of the fleet: what is told about it, and how it is reached.</summary>
internal sealed record KnownShard(ShardInfo Info, ShardOptions Options)
{
    /// <summary>Where its connection leads, as it is written.</summary>
    public string Place { get; } = ConnectionSettings.From(Options).WrittenPlace;

    public static KnownShard Of(string name, ShardSettings settings, TimeProvider clock) => new(
        new ShardInfo { Name = name, Labels = settings.Labels.AsReadOnly(), IsAddedAtRunTime = false },
        settings.ToOptions(name, clock));

    public static KnownShard Of(ShardRegistration added, TimeProvider clock) => new(
        new ShardInfo { Name = added.Name, Labels = added.Labels, IsAddedAtRunTime = true },
        ShardRegistrations.ToOptions(added, clock));
}
