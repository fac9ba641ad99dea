using SidekiqCluster.Clients;

namespace SidekiqCluster.TestKit.Shards;

internal static partial class ShardDriver
{
    /// <summary>A shard of these options, with the test's dice for its pushes.</summary>
    public static async Task<DrivenShard> ConnectAsync(ShardOptions options, PushDice dice)
    {
        var shard = await SidekiqShard.ConnectAsync(options, TestContext.Current.CancellationToken);
        var random = new PushRandom
        {
            NewJid = dice.NewJid ?? PushRandom.Shared.NewJid,
            NextDouble = () => dice.Fraction,
        };
        return new DrivenShard(shard, shard)
        {
            Client = new SidekiqClient(shard.Connection, new JobOperations(shard.Connection).Timestamps, random),
        };
    }
}
