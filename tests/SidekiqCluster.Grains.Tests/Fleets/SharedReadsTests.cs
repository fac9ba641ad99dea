using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;
using StackExchange.Redis;

namespace SidekiqCluster.Grains.Tests.Fleets;

/// <summary>Many who ask the fleet the same at once cost its shards what one costs.</summary>
public sealed class SharedReadsTests
{
    private const int Callers = 64;
    private static readonly JobFilter Some = JobFilter.Parse("class:Billing::Job3");
    private static readonly string[] Reads = ["llen", "lrange", "zcard", "zrange", "zscan", "eval_ro"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("queue:large")]
    [InlineData("retry")]
    public async Task Count_SixtyFourCallersAtOnce_CauseOneReading(string key)
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Needs redis-server.");
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true,syncTimeout=60000");
        await FillAsync(admin.GetDatabase(), key);
        await using var silos = await TestFleet.StartAsync(silos: 2);
        silos.Add(new ShardOptions { Name = "one", Connection = server.EndPoint });
        silos.Add(new ShardOptions { Name = "many", Connection = server.EndPoint });

        var one = await AskAsync(admin, silos, "one", key, callers: 1);
        var many = await AskAsync(admin, silos, "many", key, Callers);

        Assert.Contains(key == "retry" ? "zrange" : "lrange", one, StringComparison.Ordinal);
        Assert.Equal(one, many);
        var snapshot = Assert.Single(silos.Hosts("many").SelectMany(host => host.Snapshots!.Figures));
        Assert.Equal((1, Callers), (snapshot.FullReads, snapshot.Served));
    }

    /// <summary>What the server was asked for to answer so many.</summary>
    private static async Task<string> AskAsync(ConnectionMultiplexer admin, TestFleet silos, string shard, string key, int callers)
    {
        var fleet = silos.All(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1)).Shards(shard);
        await fleet.GetStatsAsync(cancellationToken: Token);
        await admin.GetServers()[0].ConfigResetStatisticsAsync();
        var sources = JobSources.Parse(key);
        var answers = await Task.WhenAll(Enumerable.Range(0, callers)
            .Select(_ => fleet.CountJobsAsync(sources, Some, cancellationToken: Token)));

        Assert.All(answers, answer => Assert.True(answer.IsComplete));
        Assert.Equal(
            Enumerable.Range(0, TestSizes.JobsInASnapshot).Count(number => number % ManyJobs.Classes == 3),
            Assert.Single(answers.Select(answer => answer.Value.Count).Distinct()));
        var statistics = (await admin.GetServers()[0].InfoAsync("commandstats")).Single()
            .ToDictionary(pair => pair.Key["cmdstat_".Length..], pair => pair.Value.Split(',')[0]);
        return string.Join(' ', Reads.Where(statistics.ContainsKey).Select(command => $"{command} {statistics[command]}"));
    }

    private static async Task FillAsync(IDatabase database, string key)
    {
        foreach (var numbers in Enumerable.Range(0, TestSizes.JobsInASnapshot).Chunk(5000))
        {
            var payloads = Array.ConvertAll(numbers, static number => (RedisValue)ManyJobs.Payload(number));
            await (key == "retry"
                ? database.SortedSetAddAsync(key, [.. payloads.Zip(numbers, static (payload, at) => new SortedSetEntry(payload, at))])
                : database.ListLeftPushAsync(key, payloads));
        }

        await database.SetAddAsync("queues", "large");
    }
}
