using SidekiqCluster.Passes;
using SidekiqCluster.TestKit.Traffic;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Passes;

/// <summary>A sorted set in Redis that a model's traffic changes before each command that a pass sends.</summary>
internal sealed class BusySet(ISetReader set, SetTraffic traffic, IDatabase redis, RedisKey key) : ISetReader
{
    public bool IsDescending => set.IsDescending;

    public async Task<RawEntry[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        await BusyKey.ApplyAsync(redis, key, traffic.Step());
        return await set.ReadAsync(from, count, cancellationToken);
    }

    public async Task<SetScanPage> ScanAsync(ulong cursor, int count, CancellationToken cancellationToken)
    {
        await BusyKey.ApplyAsync(redis, key, traffic.Step());
        return await set.ScanAsync(cursor, count, cancellationToken);
    }

    public Task<long> CountBeforeAsync(double score, CancellationToken cancellationToken) =>
        set.CountBeforeAsync(score, cancellationToken);

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => set.GetLengthAsync(cancellationToken);
}
