using SidekiqCluster.Passes;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit.Traffic;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Snapshots;

/// <summary>A list in Redis that a model's traffic changes before each command that a snapshot sends.</summary>
internal sealed class BusyListSource(IListSource list, QueueTraffic traffic, IDatabase redis, RedisKey key) : IListSource
{
    public bool CanProbe => list.CanProbe;

    public async Task<RedisValue[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        await BusyKey.ApplyAsync(redis, key, traffic.Step());
        return await list.ReadAsync(from, count, cancellationToken);
    }

    public async Task<RawPage> ReadPageAsync(long from, int count, CancellationToken cancellationToken)
    {
        await BusyKey.ApplyAsync(redis, key, traffic.Step());
        return await list.ReadPageAsync(from, count, cancellationToken);
    }

    public async Task<ListProbe> ProbeAsync(ListStretches stretches, CancellationToken cancellationToken)
    {
        await BusyKey.ApplyAsync(redis, key, traffic.Step());
        return await list.ProbeAsync(stretches, cancellationToken);
    }

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => list.GetLengthAsync(cancellationToken);
}
