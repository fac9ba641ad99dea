using System.Text;
using SidekiqCluster.Passes;
using SidekiqCluster.Redis;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit.Traffic;

namespace SidekiqCluster.Core.Tests.Snapshots.Sets;

/// <summary>
/// The sorted set of a model, which changes before each command, and a server that counts commands, or does not; that shows writes
/// to who watches, on a connection that is lost now and then, or does not.
/// </summary>
internal sealed class ModelSetSource(SetTraffic traffic, bool counts, bool canProbe = true, bool canWatch = false) : ISetSource
{
    private const int LossEvery = 20;

    private readonly Random _losses = new(traffic.Entries.Count);
    private readonly List<(string Member, double Score)[]> _states = [];
    private int _commands;
    private int _infos;
    private int _watchedFrom;
    private long _watches;

    public bool CanProbe => canProbe;

    /// <summary>Whether the set changes before each command.</summary>
    public bool IsBusy { get; set; } = true;

    /// <summary>Once in so many commands the set changes before one.</summary>
    public int Rest { get; set; } = 1;

    /// <summary>Members that were read.</summary>
    public int Read { get; private set; }

    /// <summary>From now on it remembers what the set was.</summary>
    public void Begin()
    {
        _states.Clear();
        _states.Add([.. traffic.Entries]);
    }

    /// <summary>Whether the set was like this at a moment since <see cref="Begin"/>.</summary>
    public bool Was(IReadOnlyList<(string Member, double Score)> entries) =>
        _states.Exists(state => state.SequenceEqual(entries));

    public Task<RawEntry[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        Move();
        return Task.FromResult(Give(traffic.Entries.Skip((int)from).Take(count)));
    }

    public Task<SetProbe> ProbeAsync(
        IReadOnlyList<double> bounds, IReadOnlyList<int> wanted, CancellationToken cancellationToken)
    {
        Move();
        var blocks = traffic.Entries.ToLookup(entry => bounds.Count(bound => bound <= entry.Score));
        return Task.FromResult(new SetProbe(
            traffic.Entries.Count,
            [.. Enumerable.Range(0, bounds.Count + 1).Select(block => (long)blocks[block].Count())],
            [.. wanted.Select(block => Give(blocks[block]))],
            counts ? new ServerEpoch($"{_commands}", ++_infos) : ServerEpoch.Unknown));
    }

    public Task<WatchMark?> WatchAsync(CancellationToken cancellationToken)
    {
        Move();
        _watchedFrom = _commands;
        return Task.FromResult<WatchMark?>(canWatch ? new WatchMark(++_watches, 0) : null);
    }

    public Task<bool> IsUntouchedAsync(WatchMark mark, long length, CancellationToken cancellationToken)
    {
        Move();
        return Task.FromResult(
            mark.Number == _watches && _commands == _watchedFrom && traffic.Entries.Count == length && !IsLost());
    }

    private bool IsLost() => IsBusy && _losses.Next(LossEvery) == 0;

    private RawEntry[] Give(IEnumerable<(string Member, double Score)> entries)
    {
        var given = entries.Select(entry => new RawEntry(Encoding.UTF8.GetBytes(entry.Member), entry.Score)).ToArray();
        Read += given.Length;
        return given;
    }

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => Task.FromResult((long)traffic.Entries.Count);

    private void Move()
    {
        if (IsBusy)
        {
            if (canWatch && _losses.Next(LossEvery) == 0)
            {
                throw new ShardUnreachableException("The connection was lost.", "model");
            }

            _commands += _losses.Next(Rest) == 0 ? traffic.Step().Count : 0;
            _states.Add([.. traffic.Entries]);
        }
    }
}
