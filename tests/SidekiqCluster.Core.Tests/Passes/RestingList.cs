using System.Globalization;
using SidekiqCluster.Passes;
using StackExchange.Redis;

namespace SidekiqCluster.Core.Tests.Passes;

/// <summary>A list of numbers that nobody changes, and from where it was read.</summary>
internal sealed class RestingList(int entries) : IListReader
{
    public List<long> Reads { get; } = [];

    public bool CanCountCopies => true;

    public async Task<RedisValue[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        Reads.Add(from);
        await Task.Yield();
        return [.. Enumerable.Range((int)from, Math.Clamp(entries - (int)from, 0, count)).Select(number => (RedisValue)number.ToString(CultureInfo.InvariantCulture))];
    }

    public Task<int[]> CountCopiesAsync(IReadOnlyList<RedisValue> payloads, CancellationToken cancellationToken) =>
        Task.FromResult(payloads.Select(static _ => 1).ToArray());

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => Task.FromResult((long)entries);
}
