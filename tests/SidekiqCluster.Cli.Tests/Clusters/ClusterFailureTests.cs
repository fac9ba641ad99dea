using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Clusters;

/// <summary>A cluster that is not there, or whose shards are not.</summary>
public sealed class ClusterFailureTests(RedisFixture redis, FixtureCluster cluster) : IClassFixture<FixtureCluster>
{
    [Fact]
    public async Task Run_NoSiloThere_SaysWhereItWasLookedFor()
    {
        var result = await new TestCli().RunAsync("stats --cluster 127.0.0.1:1");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.Equal(
            "sidekiq-cluster: No silo of cluster 'default' answered at 127.0.0.1:1 within 5 s; "
            + "see whether one runs there, with this gateway port and this cluster id.",
            result.ErrorLine);
    }

    [Fact]
    public async Task Run_SiloOfAnotherCluster_NamesTheClusterThatWasAskedFor()
    {
        var result = await new TestCli().RunAsync($"stats --cluster other@{cluster.Gateway}");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.StartsWith($"sidekiq-cluster: No silo of cluster 'other' answered at {cluster.Gateway}", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stats_OneShardCannotBeReached_IsAGapBesideTheOther()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync("stat:processed", 7);
        var clock = new StoppedClock(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var silo = await TestSilo.StartAsync(clock, ("eu", database.Url), ("us", TestCli.ClosedUrl));

        var result = await new TestCli { Clock = clock }.RunAsync($"stats --cluster {silo.Gateway} --format json");

        Assert.Equal(ExitCode.ShardMissing, result.ExitCode);
        Assert.StartsWith("sidekiq-cluster: Shard us", result.ErrorLine, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.Error + result.Output, StringComparison.Ordinal);
        Assert.Equal(7, result.Json.GetProperty("totals").GetProperty("processed").GetInt64());
    }

    [Theory]
    [InlineData("stats --cluster a:1 --redis redis://b:1", "--redis and --cluster are both given; use one of them to say which shards are meant.")]
    [InlineData("stats --cluster a:1 --prefix shop", "--prefix is for shards that are named by their URL; the cluster of --cluster knows those of its own.")]
    [InlineData("stats --cluster a", "--cluster: 'a' is no gateway; write HOST:PORT, several parted by commas, and the cluster's id before an @ when it is not 'default': fleet@10.0.0.5:30000,10.0.0.6:30000.")]
    public async Task Run_ClusterWronglyGiven_SaysWhatIsRight(string commandLine, string message)
    {
        var result = await new TestCli().RunAsync(commandLine);

        Assert.Equal((ExitCode.Usage, $"sidekiq-cluster: {message}"), (result.ExitCode, result.ErrorLine));
    }
}
