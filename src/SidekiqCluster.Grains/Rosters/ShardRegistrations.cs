using SidekiqCluster.Fleets;

namespace SidekiqCluster.Grains.Rosters;

/// <summary>Takes what a caller says about a shard to add.</summary>
internal static class ShardRegistrations
{
    /// <summary>How the shard is reached.</summary>
    /// <exception cref="ArgumentException">A property breaks its rule; the message names it, and holds no connection.</exception>
    public static ShardOptions ToOptions(ShardRegistration shard, TimeProvider clock)
    {
        var options = new ShardOptions
        {
            Name = shard.Name,
            Connection = shard.Connection,
            KeyPrefix = shard.KeyPrefix,
            PreferReplica = shard.PreferReplica,
            TimeProvider = clock,
        };
        try
        {
            options.Validate();
        }
        catch (FormatException e)
        {
            throw new ArgumentException(e.Message);
        }

        return ShardLabels.ProblemOf(shard.Labels) is { } problem ? throw new ArgumentException(problem) : options;
    }
}
