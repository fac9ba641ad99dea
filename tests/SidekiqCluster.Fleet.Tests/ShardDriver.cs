using SidekiqCluster.Fleet.Tests;

namespace SidekiqCluster.TestKit.Shards;

/// <summary>How a test of the data API comes by its shard: here it asks the grains that own it, through the client of the fleet.</summary>
internal static partial class ShardDriver
{
    /// <summary>A shard of these options, which its silo has connected.</summary>
    public static async Task<DrivenShard> ConnectAsync(ShardOptions options)
    {
        var driving = await TestContext.Current.GetFixture<DrivingFleet>()
            ?? throw new InvalidOperationException("The assembly has no fleet.");
        var shard = driving.Add(options);
        await shard.ConnectAsync(TestContext.Current.CancellationToken);
        return new DrivenShard(shard.Shard, shard);
    }
}
