using SidekiqCluster.Passes;
using SidekiqCluster.TestKit.Traffic;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Passes;

/// <summary>A list in Redis that a model's traffic changes before each command that a pass sends.</summary>
internal sealed class BusyList(IListReader list, ListTraffic traffic, IDatabase redis, RedisKey key) : IListReader
{
    public bool CanCountCopies => list.CanCountCopies;

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

    public async Task<int[]> CountCopiesAsync(IReadOnlyList<RedisValue> payloads, CancellationToken cancellationToken)
    {
        await BusyKey.ApplyAsync(redis, key, traffic.Step());
        return await list.CountCopiesAsync(payloads, cancellationToken);
    }

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => list.GetLengthAsync(cancellationToken);
}
