using SidekiqCluster.Snapshots;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>A shard whose questions are answered from snapshots.</summary>
internal sealed class WarmSource : IAsyncDisposable
{
    private const long Budget = 8L << 30;

    private readonly SidekiqShard _shard;

    public WarmSource(SidekiqShard shard)
    {
        _shard = shard;
        Snapshots = new ShardSnapshots(shard.Connection, new SnapshotBudget(Budget));
    }

    /// <summary>The snapshots.</summary>
    public ShardSnapshots Snapshots { get; }

    /// <summary>Answers that may be an hour old.</summary>
    public SidekiqShard Warm => _shard.Through(Snapshots, TimeSpan.FromHours(1));

    /// <summary>Answers of now.</summary>
    public SidekiqShard Fresh => _shard.Through(Snapshots, TimeSpan.Zero);

    /// <summary>Reads a source, or brings its snapshot up to date: how many jobs it holds.</summary>
    public async Task<int> RefreshAsync(JobSource source)
    {
        using var lease = await Snapshots.Of(source).GetAsync(TimeSpan.Zero, CancellationToken.None)
            ?? throw new InvalidOperationException($"There is no snapshot of {source}.");
        return lease.View.Count;
    }

    /// <summary>The bytes of its payloads.</summary>
    public async Task<long> RawBytesAsync(JobSource source)
    {
        using var lease = await Snapshots.Of(source).GetAsync(TimeSpan.FromHours(1), CancellationToken.None)
            ?? throw new InvalidOperationException($"There is no snapshot of {source}.");
        var bytes = 0L;
        for (var place = 0; place < lease.View.Count; place++)
        {
            bytes += lease.View.Raw(place).Length;
        }

        return bytes;
    }

    public ValueTask DisposeAsync() => Snapshots.DisposeAsync();
}
