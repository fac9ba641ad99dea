using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>Rows name their shard, sums come with each shard's part.</summary>
public sealed class SeveralShardsTests(RedisFixture redis)
{
    [Fact]
    public async Task Stats_TwoShards_ShowsEachAndTheSum() => Assert.Equal(
        """
        SHARD  PROCESSED  FAILED  BUSY  PROCESSES  ENQUEUED  SCHEDULED  RETRIES  DEAD  DEFAULT LATENCY
        eu            10       1     0          0         0          0        0     1               0s
        us            32       0     0          0         0          0        0     2               0s
        (all)         42       1     0          0         0          0        0     3               0s

        """,
        (await RunAsync("stats")).Output);

    [Fact]
    public async Task History_TwoShards_ShowsThePartsBesideTheSum() => Assert.Equal(
        """
        DATE        PROCESSED  FAILED  eu PROCESSED  eu FAILED  us PROCESSED  us FAILED
        2026-11-23          5       0             4          0             1          0

        """,
        (await RunAsync("history --days 1")).Output);

    [Fact]
    public async Task Count_TwoShards_ShowsThePartsBesideTheSum() => Assert.Equal(
        """
        KEY      COUNT  eu  us
        HardJob      2   1   1
        SoftJob      1   0   1

        """,
        (await RunAsync("job count --in dead --by class")).Output);

    [Fact]
    public async Task Count_TwoShardsAsJson_HasTheParts()
    {
        var json = (await RunAsync("job count --in dead --by class --format json")).Json;

        Assert.Equal(3, json.GetProperty("count").GetInt64());
        Assert.Equal("HardJob", json.GetProperty("groups")[0].GetProperty("key").GetString());
        Assert.Equal(2, json.GetProperty("groups")[0].GetProperty("count").GetInt64());
        Assert.Equal(1, json.GetProperty("by_shard").GetProperty("eu").GetProperty("count").GetInt64());
        Assert.Equal(2, json.GetProperty("by_shard").GetProperty("us").GetProperty("groups").GetArrayLength());
    }

    [Fact]
    public async Task QueueList_TwoShards_SortsBySizeThenName() => Assert.Equal(
        """
        SHARD  NAME  SIZE  LATENCY  PAUSED  REGISTERED
        us     a        2        -  no      yes
        eu     a        1        -  no      yes
        eu     b        1        -  no      yes

        """,
        (await RunAsync("queue list")).Output);

    [Theory]
    [InlineData("e*", "eu")]
    [InlineData("us", "us")]
    [InlineData("?s,eu", "eu us")]
    public async Task Shards_Selection_LeavesThese(string selection, string shards)
    {
        var result = await RunAsync($"stats --format json --shards {selection}");

        Assert.Equal(shards, string.Join(' ', result.Json.GetProperty("by_shard").EnumerateObject().Select(shard => shard.Name)));
    }

    [Theory]
    [InlineData("ue", "--shards: The fleet has no shard 'ue'; it has eu, us.")]
    [InlineData("env=prod", "--shards: The fleet has no label 'env'; it has none.")]
    [InlineData("e* u*", "--shards: No shard is meant by 'e* u*'; the fleet has eu, us.")]
    public async Task Shards_UnknownSelection_SaysWhichThereAre(string selection, string message)
    {
        var result = await new TestCli().RunAsync(
            "stats", "--shard", $"eu={TestCli.ClosedUrl}", "--shard", $"us={TestCli.ClosedUrl}", "--shards", selection);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.StartsWith($"sidekiq-cluster: {message}", result.ErrorLine, StringComparison.Ordinal);
    }

    private async Task<CliResult> RunAsync(string commandLine)
    {
        await using var eu = await redis.NewDatabaseAsync();
        await using var us = await redis.NewDatabaseAsync();
        await eu.Redis.StringSetAsync([new("stat:processed", 10), new("stat:failed", 1), new("stat:processed:2026-11-23", 4)]);
        await us.Redis.StringSetAsync([new("stat:processed", 32), new("stat:processed:2026-11-23", 1)]);
        await eu.Redis.SortedSetAddAsync("dead", AJob.Dead().Bytes, 1);
        await us.Redis.SortedSetAddAsync("dead", AJob.Dead().Bytes, 1);
        await us.Redis.SortedSetAddAsync("dead", AJob.Dead().With(@class: "SoftJob").Bytes, 2);
        if (commandLine == "queue list")
        {
            await eu.Redis.SetAddAsync("queues", ["b", "a"]);
            await us.Redis.SetAddAsync("queues", "a");
            await eu.Redis.ListLeftPushAsync("queue:a", "{}");
            await eu.Redis.ListLeftPushAsync("queue:b", "{}");
            await us.Redis.ListLeftPushAsync("queue:a", ["{}", "{}"]);
        }

        return await new TestCli().RunAsync([.. commandLine.Split(' '), "--shard", $"eu={eu.Url}", "--shard", $"us={us.Url}"]);
    }
}
