using SidekiqCluster.Clients;

namespace SidekiqCluster.TestKit.Shards;

internal static partial class ShardDriver
{
    /// <summary>A shard of these options, with the test's dice for its pushes.</summary>
    public static Task<DrivenShard> ConnectAsync(ShardOptions options, PushDice dice) =>
        ConnectAsync(options with { Random = RandomOf(dice) });

    private static PushRandom RandomOf(PushDice dice) => new()
    {
        NewJid = dice.NewJid ?? PushRandom.Shared.NewJid,
        NextDouble = () => dice.Fraction,
    };
}
