using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;
using SidekiqCluster.Client.Fleets;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Tests.Fleets;

/// <summary>Silos of another version, or that nobody told to own shards.</summary>
public sealed class ForeignSilosTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Client_SilosWithoutOurGrains_IsToldSoAtOnce()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.Services.PostConfigure<GrainTypeOptions>(
            grains => grains.Classes.RemoveWhere(grain => grain.Assembly == typeof(ShardGrain).Assembly)));
        await using var cluster = builder.Build();
        await cluster.DeployAsync(Token);
        var fleet = new SidekiqFleet(cluster.Client, TimeProvider.System);

        Func<Task>[] calls =
        [
            () => fleet.Shard("eu-1").GetStatsAsync(cancellationToken: Token),
            () => fleet.Shard("eu-1").RetrySet.ClearAsync(Token),
            () => fleet.Shard("eu-1").RetrySet.RetryAllAsync(cancellationToken: Token),
            () => fleet.RetrySet.RetryAllAsync(cancellationToken: Token),
            () => fleet.GetStatsAsync(cancellationToken: Token),
            () => fleet.ListShardsAsync(Token),
            () => fleet.RemoveShardAsync("eu-1", Token),
        ];

        foreach (var call in calls)
        {
            var told = await Assert.ThrowsAsync<SidekiqClusterException>(call);
            Assert.Matches("^The silos know no I(Shard|JobSet|Roster|Fleet)Grain: they are of another version", told.Message);
        }
    }
}
