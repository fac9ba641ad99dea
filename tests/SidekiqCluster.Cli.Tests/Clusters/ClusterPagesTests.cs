using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Clusters;

/// <summary>Pages over several shards: the same jobs, the same cursors, whichever way they are asked.</summary>
public sealed class ClusterPagesTests(RedisFixture redis)
{
    private static readonly StoppedClock Clock = new(new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task JobList_PageByPage_IsThatOfTheShardsAndGoesOnThere()
    {
        await using var eu = await redis.NewDatabaseAsync();
        await using var us = await redis.NewDatabaseAsync();
        for (var job = 0; job < 7; job++)
        {
            await (job % 3 == 0 ? eu : us).Redis.SortedSetAddAsync("dead", AJob.Dead().With(jid: $"{job:x24}").Bytes, job);
        }

        await using var silo = await TestSilo.StartAsync(Clock, ("eu", eu.Url), ("us", us.Url));
        string[] cluster = ["--cluster", silo.Gateway];
        string[] direct = ["--shard", $"eu={eu.Url}", "--shard", $"us={us.Url}"];

        Assert.Equal(await PagesAsync(direct, direct), await PagesAsync(cluster, cluster));
        Assert.Equal(await PagesAsync(direct, direct), await PagesAsync(cluster, direct));
    }

    [Fact]
    public async Task Shards_OverACluster_AreChosenBySelection()
    {
        await using var eu = await redis.NewDatabaseAsync();
        await using var silo = await TestSilo.StartAsync(Clock, ("eu", eu.Url), ("us", TestCli.ClosedUrl));

        var chosen = await RunAsync(["stats", "--format", "json", "--cluster", silo.Gateway, "--shards", "e*"]);
        var unknown = await RunAsync(["stats", "--cluster", silo.Gateway, "--shards", "eur"]);

        Assert.Equal(["eu"], chosen.Json.GetProperty("by_shard").EnumerateObject().Select(shard => shard.Name));
        Assert.Equal(ExitCode.Done, chosen.ExitCode);
        Assert.Equal(ExitCode.Usage, unknown.ExitCode);
        Assert.StartsWith("sidekiq-cluster: --shards: The fleet has no shard 'eur'", unknown.ErrorLine, StringComparison.Ordinal);
    }

    /// <summary>The jids of all jobs, pages of two apart; each second page is asked in the other way.</summary>
    private static async Task<string> PagesAsync(string[] way, string[] otherWay)
    {
        var jids = new List<string>();
        string? cursor = null;
        var number = 0;
        do
        {
            var result = await RunAsync(
            [
                "job", "list", "--in", "dead", "--limit", "2", "--format", "json", .. number++ % 2 == 0 ? way : otherWay,
                .. cursor is null ? Array.Empty<string>() : ["--cursor", cursor],
            ]);
            Assert.Equal((ExitCode.Done, string.Empty), (result.ExitCode, result.Error));
            jids.Add(string.Join(' ', result.Json.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("jid").GetString())));
            cursor = result.Json.GetProperty("cursor").GetString();
        }
        while (cursor is not null);

        return string.Join(" | ", jids);
    }

    private static Task<CliResult> RunAsync(string[] args) => new TestCli { Clock = Clock }.RunAsync(args);
}
