using SidekiqCluster.Redis;

namespace SidekiqCluster.Grains.Shards;

/// <summary>Acts on a shard, so that what the silo remembers of it knows.</summary>
internal static class ShardActs
{
    /// <summary>Performs an act under its name.</summary>
    /// <exception cref="SidekiqClusterException">The shard refused, or nobody knows what became of it.</exception>
    public static async Task<T> ActAsync<T>(this ShardHost host, Guid act, Func<SidekiqShard, Task<T>> perform)
    {
        var connected = await host.ConnectAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            return await RedisSpans.TraceAsync(() => perform(connected.Act(act))).ConfigureAwait(false);
        }
        finally
        {
            connected.Pulse.Invalidate();
        }
    }
}
