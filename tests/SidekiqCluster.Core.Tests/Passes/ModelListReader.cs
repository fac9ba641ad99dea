using SidekiqCluster.Passes;
using SidekiqCluster.TestKit.Traffic;
using StackExchange.Redis;

namespace SidekiqCluster.Core.Tests.Passes;

/// <summary>The list of a model, which changes before each read.</summary>
internal sealed class ModelListReader(ListTraffic traffic, bool newestFirst, bool canCountCopies = true) : IListReader
{
    public int Reads { get; private set; }

    public int Counts { get; private set; }

    public bool CanCountCopies => canCountCopies;

    public Task<RedisValue[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        Reads++;
        traffic.Step();
        var entries = newestFirst ? traffic.Entries : traffic.Entries.Reverse();
        return Task.FromResult(entries.Skip((int)from).Take(count).Select(entry => (RedisValue)entry).ToArray());
    }

    public Task<int[]> CountCopiesAsync(IReadOnlyList<RedisValue> payloads, CancellationToken cancellationToken)
    {
        Counts += payloads.Count;
        return Task.FromResult(payloads
            .Select(payload =>
            {
                traffic.Step();
                return traffic.Entries.Count(entry => entry == payload);
            })
            .ToArray());
    }

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => Task.FromResult((long)traffic.Entries.Count);
}
