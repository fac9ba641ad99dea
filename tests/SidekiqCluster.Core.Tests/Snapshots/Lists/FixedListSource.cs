using SidekiqCluster.Snapshots;
using StackExchange.Redis;

namespace SidekiqCluster.Core.Tests.Snapshots.Lists;

/// <summary>A list that only the test changes, head first, on a server that counts nothing.</summary>
internal sealed class FixedListSource(IEnumerable<string> entries) : IListSource
{
    public List<string> Entries { get; } = [.. entries];

    /// <summary>Entries that were read.</summary>
    public int Read { get; private set; }

    /// <summary>Commands that were sent.</summary>
    public int Commands { get; private set; }

    public bool CanProbe => true;

    public Task<RedisValue[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        Commands++;
        return Task.FromResult(Range(from, count));
    }

    public Task<ListProbe> ProbeAsync(ListStretches stretches, CancellationToken cancellationToken)
    {
        Commands++;
        return Task.FromResult(new ListProbe(
            Entries.Count,
            Range(0, stretches.Head),
            Range(Math.Max(0, Entries.Count - stretches.Tail), stretches.Tail),
            stretches.WindowFrom,
            Range(stretches.WindowFrom, stretches.Window),
            ServerEpoch.Unknown));
    }

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => Task.FromResult((long)Entries.Count);

    private RedisValue[] Range(long from, int count)
    {
        var range = Entries.Skip((int)from).Take(count).Select(entry => (RedisValue)entry).ToArray();
        Read += range.Length;
        return range;
    }
}
