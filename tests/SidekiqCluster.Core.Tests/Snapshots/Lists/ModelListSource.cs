using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit.Traffic;
using StackExchange.Redis;

namespace SidekiqCluster.Core.Tests.Snapshots.Lists;

/// <summary>The list of a model, which changes before each command, and a server that counts commands, or does not.</summary>
internal sealed class ModelListSource(QueueTraffic traffic, bool counts, bool canProbe = true) : IListSource
{
    private int _infos;

    public bool CanProbe => canProbe;

    /// <summary>Whether the list changes before each command.</summary>
    public bool IsBusy { get; set; } = true;

    /// <summary>Entries that were read.</summary>
    public int Read { get; private set; }

    public Task<RedisValue[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        Move();
        return Task.FromResult(Range(from, count));
    }

    public Task<ListProbe> ProbeAsync(ListStretches stretches, CancellationToken cancellationToken)
    {
        Move();
        return Task.FromResult(new ListProbe(
            traffic.Entries.Count,
            Range(0, stretches.Head),
            Range(Math.Max(0, traffic.Entries.Count - stretches.Tail), stretches.Tail),
            stretches.WindowFrom,
            Range(stretches.WindowFrom, stretches.Window),
            counts ? new ServerEpoch($"{traffic.MiddleWrites}", ++_infos) : ServerEpoch.Unknown));
    }

    private RedisValue[] Range(long from, int count)
    {
        var range = traffic.Entries.Skip((int)from).Take(count).Select(entry => (RedisValue)entry).ToArray();
        Read += range.Length;
        return range;
    }

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => Task.FromResult((long)traffic.Entries.Count);

    private void Move()
    {
        if (IsBusy)
        {
            traffic.Step();
        }
    }
}
