namespace SidekiqCluster.Redis;

/// <summary>Places in a list and ranks in a sorted set, as every server takes them.</summary>
internal static class RedisIndex
{
    /// <summary>The highest place: Garnet's have 32 bits, and no queue or set is that long.</summary>
    public const long Max = int.MaxValue;

    /// <summary>The place, or the highest one when it lies beyond; nothing stands at either.</summary>
    public static long Clamp(long place) => Math.Min(place, Max);
}
