using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Shards;

public sealed class PlacementTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shards_OnTwoSilos_EachIsConnectedByOneAlone()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var fleet = await TestFleet.StartAsync(silos: 2);
        string[] names = [.. Enumerable.Range(0, 12).Select(number => $"shard-{number}")];
        foreach (var name in names)
        {
            var shard = fleet.Add(new ShardOptions { Name = name, Connection = database.ConnectionString });
            await shard.GetStatsAsync(cancellationToken: Token);
            await shard.Queue("default").GetSizeAsync(Token);
            await shard.RetrySet.GetSizeAsync(Token);
            await shard.Processes.GetAsync("nobody", Token);
        }

        Assert.All(names, name => Assert.Single(fleet.Hosts(name)));
        Assert.Equal(2, fleet.SilosWithShards);
    }

    [Fact]
    public async Task Silo_ThatComes_GetsTheShardsThatAreAtHomeThere()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var fleet = await TestFleet.StartAsync(silos: 1);
        ISidekiqShard[] shards =
        [
            .. Enumerable.Range(0, 12).Select(number =>
                fleet.Add(new ShardOptions { Name = $"shard-{number}", Connection = database.ConnectionString })),
        ];
        await AskAllAsync();
        Assert.Equal(1, fleet.SilosWithShards);

        await fleet.Cluster.StartAdditionalSiloAsync();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (fleet.SilosWithShards < 2)
        {
            limit.Token.ThrowIfCancellationRequested();
            await AskAllAsync();
        }

        async Task AskAllAsync()
        {
            foreach (var shard in shards)
            {
                await shard.GetStatsAsync(cancellationToken: Token);
            }
        }
    }
}
