using System.Text;
using SidekiqCluster.Passes;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit.Traffic;

namespace SidekiqCluster.Core.Tests.Snapshots.Sets;

/// <summary>The sorted set of a model, which changes before each command, and a server that counts commands, or does not.</summary>
internal sealed class ModelSetSource(SetTraffic traffic, bool counts, bool canProbe = true) : ISetSource
{
    private readonly List<(string Member, double Score)[]> _states = [];
    private int _commands;
    private int _infos;

    public bool CanProbe => canProbe;

    /// <summary>Whether the set changes before each command.</summary>
    public bool IsBusy { get; set; } = true;

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
            _commands += traffic.Step().Count;
            _states.Add([.. traffic.Entries]);
        }
    }
}
