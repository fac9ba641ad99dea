using SidekiqCluster.Passes;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit.Traffic;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Snapshots;

/// <summary>A sorted set in Redis that a model's traffic changes before each command that a snapshot sends.</summary>
internal sealed class BusySetSource(ISetSource set, SetTraffic traffic, IDatabase redis, RedisKey key) : ISetSource
{
    private readonly List<(string Member, double Score)[]> _states = [];
    private int _moving;

    public bool CanProbe => set.CanProbe;

    /// <summary>Whether the set changes before each command.</summary>
    public bool IsBusy { get; set; } = true;

    /// <summary>From now on it remembers what the set was.</summary>
    public void Begin()
    {
        _states.Clear();
        _states.Add([.. traffic.Entries]);
    }

    /// <summary>Whether the set was like this at a moment since <see cref="Begin"/>.</summary>
    public bool Was(IReadOnlyList<(string Member, double Score)> entries) =>
        _states.Exists(state => state.SequenceEqual(entries));

    public async Task<RawEntry[]> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        await MoveAsync();
        return await set.ReadAsync(from, count, cancellationToken);
    }

    public async Task<RawPage> ReadPageAsync(long from, int count, CancellationToken cancellationToken)
    {
        await MoveAsync();
        return await set.ReadPageAsync(from, count, cancellationToken);
    }

    public async Task<SetProbe> ProbeAsync(
        IReadOnlyList<double> bounds, IReadOnlyList<int> wanted, CancellationToken cancellationToken)
    {
        await MoveAsync();
        return await set.ProbeAsync(bounds, wanted, cancellationToken);
    }

    public async Task<WatchMark?> WatchAsync(CancellationToken cancellationToken)
    {
        await MoveAsync();
        return await set.WatchAsync(cancellationToken);
    }

    public async Task<bool> IsUntouchedAsync(WatchMark mark, long length, CancellationToken cancellationToken)
    {
        await MoveAsync();
        return await set.IsUntouchedAsync(mark, length, cancellationToken);
    }

    public Task<long> GetLengthAsync(CancellationToken cancellationToken) => set.GetLengthAsync(cancellationToken);

    private async Task MoveAsync()
    {
        // Blocks are read side by side; the set moves before the first of them.
        if (IsBusy && Interlocked.Exchange(ref _moving, 1) == 0)
        {
            await BusyKey.ApplyAsync(redis, key, traffic.Step());
            _states.Add([.. traffic.Entries]);
            Volatile.Write(ref _moving, 0);
        }
    }
}
