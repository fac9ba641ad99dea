using SidekiqCluster.Snapshots;

namespace SidekiqCluster.Redis.Tests.Snapshots;

/// <summary>A shard and its snapshots.</summary>
internal sealed class SnapshotShard : IAsyncDisposable
{
    private SnapshotShard(SidekiqShard shard, SnapshotBudget budget, SnapshotOptions options)
    {
        Direct = shard;
        Snapshots = new ShardSnapshots(shard.Connection, budget, options);
    }

    /// <summary>Every question is answered by snapshots, of which those of more than 20 jobs are brought up to date by parts.</summary>
    public static SnapshotOptions Small { get; } = new()
    {
        AnswersAll = true,
        Anchors = 8,
        Requeues = 4,
        WholeLimit = 20,
        PageSize = 25,
        Overlap = 6,
        RollingWindow = 10,
        MaxHead = 60,
        SetWholeLimit = 20,
        SetRereadLimit = 100,
        SetBlockSize = 10,
    };

    /// <summary>The shard without snapshots.</summary>
    public SidekiqShard Direct { get; }

    /// <summary>The snapshots.</summary>
    public ShardSnapshots Snapshots { get; }

    public static async Task<SnapshotShard> ConnectAsync(
        ShardOptions shard, SnapshotOptions? options = null, SnapshotBudget? budget = null) => new(
            await SidekiqShard.ConnectAsync(shard, TestContext.Current.CancellationToken),
            budget ?? new SnapshotBudget(1 << 30),
            options ?? new SnapshotOptions());

    /// <summary>The shard through its snapshots.</summary>
    public SidekiqShard Through(TimeSpan staleness, TimeSpan? patience = null, SnapshotUse? use = null) =>
        Direct.Through(Snapshots, staleness, patience, use);

    public async ValueTask DisposeAsync()
    {
        await Snapshots.DisposeAsync();
        await Direct.DisposeAsync();
    }
}
