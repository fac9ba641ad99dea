using System.Collections.Concurrent;
using SidekiqCluster.Grains;

namespace SidekiqCluster.Fleet.Tests;

/// <summary>Counts the calls that leave the client, by the shard whose grains are called.</summary>
internal sealed class GrainCallCounter : IOutgoingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, long> _calls = [];

    /// <summary>The calls for a shard.</summary>
    public long Of(string shard) => _calls.GetValueOrDefault(shard);

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        var shard = ShardKey.ShardOf(context.TargetId.Key.ToString()!);
        _calls.AddOrUpdate(shard, 1, static (_, calls) => calls + 1);
        return context.Invoke();
    }
}
