using SidekiqCluster.Fleets;
using SidekiqCluster.Grains;

namespace SidekiqCluster.Client.Fleets;

/// <summary>Makes one overview of the shards' own.</summary>
internal static class OverviewMerge
{
    /// <summary>Sums and merges; what a shard refused is a gap there alone.</summary>
    public static FleetOverview Of(IReadOnlyList<ShardPart<ShardOverview>> parts) => new()
    {
        Stats = SumOf(parts, static shard => shard.Stats, StatsSum.Of),
        Queues = QueueMerge.Of([.. parts.Select(static part => PartOf(part, static shard => shard.Queues))]),
        Processes = SumOf(parts, static shard => shard.Processes, ProcessSum.Of),
    };

    private static FleetAnswer<T> SumOf<T>(
        IReadOnlyList<ShardPart<ShardOverview>> parts, Func<ShardOverview, ShardPart<T>> of, Func<IReadOnlyList<T>, T> sum)
    {
        ShardPart<T>[] shards = [.. parts.Select(part => PartOf(part, of))];
        return new FleetAnswer<T>
        {
            Value = sum([.. shards.Where(static part => part.Outcome.HasAnswer).Select(static part => part.Value!)]),
            Shards = shards,
        };
    }

    private static ShardPart<T> PartOf<T>(ShardPart<ShardOverview> part, Func<ShardOverview, ShardPart<T>> of)
    {
        if (part.Value is not { } overview)
        {
            return new ShardPart<T> { Outcome = part.Outcome };
        }

        var own = of(overview);
        return own.Outcome.HasAnswer ? new ShardPart<T> { Outcome = part.Outcome, Value = own.Value } : own;
    }
}
