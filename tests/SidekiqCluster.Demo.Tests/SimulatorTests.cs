using System.Text.Json;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Demo;

/// <summary>Clients, processes and time together.</summary>
public sealed class SimulatorTests(RedisFixture redis)
{
    private static readonly DemoShard Shard = new("test", Era.Eight) { App = SimulatedInstallation.AllFail };

    [Fact]
    public async Task Process_ThatWasStopped_ComesBackAsANewOne()
    {
        await using var test = await SimulatedInstallation.NewAsync(redis, Era.Eight);
        var simulator = new Simulator(test.Installation, Shard);
        await simulator.BeatAsync();
        var before = await ProcessesAsync(test);
        var stopped = before.Keys.Single(identity => identity.StartsWith("worker.1.test:4111:", StringComparison.Ordinal));

        await test.Redis.ListLeftPushAsync($"{stopped}-signals", "TERM");
        await simulator.BeatAsync();
        test.Clock.Advance(Simulator.RestartDelay - TimeSpan.FromMilliseconds(1));
        await simulator.BeatAsync();
        var meanwhile = await ProcessesAsync(test);
        test.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await simulator.BeatAsync();
        var after = await ProcessesAsync(test);

        Assert.Equal(before.Keys.Where(identity => identity != stopped).Order(), meanwhile.Keys.Order());
        var restarted = Assert.Single(after.Keys.Except(before.Keys));
        Assert.StartsWith("worker.1.test:4112:", restarted, StringComparison.Ordinal);
        Assert.Equal(Installation.Seconds(test.Installation.Now), after[restarted]);
        Assert.Equal(Installation.Seconds(test.Installation.Now.AddMinutes(-400) - Simulator.RestartDelay), before[stopped]);
    }

    [Fact]
    public async Task ScheduledJobs_ThatBecomeDue_AreReplaced()
    {
        await using var test = await SimulatedInstallation.NewAsync(redis, Era.Eight);
        var client = new SimulatedClient(test.Installation, Shard.App);
        var scheduler = new SimulatedScheduler(test.Installation);
        for (var i = 0; i < SimulatedClient.MostScheduled + 5; i++)
        {
            await client.PushAsync();
        }

        Assert.Equal(SimulatedClient.MostScheduled, (await test.SetAsync("schedule")).Length);
        test.Clock.Advance(TimeSpan.FromSeconds(20));
        await scheduler.EnqueueDueAsync();
        var left = (await test.SetAsync("schedule")).Length;
        await client.PushAsync();

        Assert.Equal(SimulatedClient.MostScheduled - (await test.QueueAsync("default")).Length, left);
        Assert.Equal(left + 1, (await test.SetAsync("schedule")).Length);
        Assert.Equal(20, (await test.SetAsync("schedule"))[^1].In);
    }

    [Fact]
    public async Task Job_ThatFailsAgainAndAgain_IsRetriedWithLongerPauses_AndDies()
    {
        await using var test = await SimulatedInstallation.NewAsync(redis, Era.Eight);
        await test.Installation.EnqueueAsync("default", """{"class":"HardJob","args":[],"jid":"a1","queue":"default","retry":3}""");
        var (process, scheduler) = (
            new SimulatedProcess(test.Installation, Shard.App, "worker", 1, "test", 1, ["default"]), new SimulatedScheduler(test.Installation));
        var pauses = new List<double>();
        while ((await test.SetAsync("dead")).Length == 0)
        {
            await process.WorkAsync();
            test.Clock.Advance(TimeSpan.FromMilliseconds(500));
            await process.WorkAsync();
            foreach (var (_, pause) in await test.SetAsync("retry"))
            {
                pauses.Add(pause);
                test.Clock.Advance(TimeSpan.FromSeconds(pause));
            }

            await scheduler.EnqueueDueAsync();
        }

        Assert.Equal([15, 16, 31], pauses);
        Assert.Equal("4", (string?)await test.Redis.StringGetAsync("stat:failed"));
    }

    [Fact]
    public async Task Simulator_WhereSomebodysJobsAre_ThrowsAndLeavesThemAlone()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListLeftPushAsync("queue:default", "{}");
        await database.Redis.SetAddAsync("queues", "default");
        await using var shards = new SimulatedShards();
        await shards.AddAsync(Shard, database.ConnectionString);
        var before = await DatabaseState.ReadAsync(database.Redis);

        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => shards.StartAsync(cancellationToken: TestContext.Current.CancellationToken));

        Assert.StartsWith("Shard test holds data of a Sidekiq that is not simulated", e.Message, StringComparison.Ordinal);
        Assert.Empty(before.ChangesTo(await DatabaseState.ReadAsync(database.Redis)));
    }

    private static async Task<Dictionary<string, double>> ProcessesAsync(SimulatedInstallation test)
    {
        var processes = new Dictionary<string, double>();
        foreach (var identity in await test.Redis.SetMembersAsync("processes"))
        {
            processes[identity!] = JsonElement.Parse((string)(await test.Redis.HashGetAsync((string)identity!, "info"))!).GetProperty("started_at").GetDouble();
        }

        return processes;
    }
}
