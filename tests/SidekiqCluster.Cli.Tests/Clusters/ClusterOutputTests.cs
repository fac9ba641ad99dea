using SidekiqCluster.Cli.Commands;
using SidekiqCluster.Cli.Shards;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Cli.Clusters;

/// <summary>Over a cluster people and programs see what they see when they ask the shard itself: the same approved output.</summary>
public sealed class ClusterOutputTests(RedisFixture redis, FixtureCluster cluster) : IClassFixture<FixtureCluster>
{
    public static TheoryData<string, string> Questions => SnapshotTests.Questions;

    public static TheoryData<string, string> Acts => SnapshotTests.Acts;

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Question_OverASilo_IsAnsweredAsByTheShard(string name, string commandLine) =>
        await RunAsync(cluster.Gateway, cluster.Clock, name, commandLine);

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task Act_OverASilo_IsDoneAsByTheShard(string name, string commandLine)
    {
        var fixture = TestKit.Redis.Fixture.Load("sidekiq-8.1.7");
        await using var database = await redis.NewDatabaseAsync(fixture);
        await using var silo = await TestSilo.StartAsync(new StoppedClock(fixture.Now), (ShardTarget.LoneName, database.Url));

        await RunAsync(silo.Gateway, new StoppedClock(fixture.Now), name, commandLine);
    }

    private static async Task RunAsync(string gateway, TimeProvider clock, string name, string commandLine)
    {
        var cli = new TestCli { Environment = { [Shards.ShardSettings.GatewaysVariable] = gateway }, Clock = clock };

        var result = await cli.RunAsync(commandLine);

        SnapshotTests.Match(name, commandLine, result);
    }
}
