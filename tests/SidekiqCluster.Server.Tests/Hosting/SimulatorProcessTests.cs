using System.Diagnostics;
using SidekiqCluster.Hosting;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Hosting;

/// <summary>The simulator as an app host starts it: by environment variables alone.</summary>
public sealed class SimulatorProcessTests(RedisFixture redis)
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "SidekiqCluster.Simulator");

    [Fact]
    public async Task Simulator_WithEmptyShards_SeedsThemUnderTheirPrefixes_AndPushesWhenAsked()
    {
        await using var store = await redis.NewDatabaseAsync();
        await using var eu = await redis.NewDatabaseAsync();
        await using var us = await redis.NewDatabaseAsync();
        var variables = InjectedVariables.OfClient(store, eu, us);
        await using var simulator = await ServerProcess.StartAsync([], variables, Program);
        using var http = new HttpClient { BaseAddress = new Uri(variables["ASPNETCORE_URLS"]) };
        await AliveAsync(http);

        using var seeded = await http.PostAsync($"{FleetCommands.Seed}?jobs=7", null, TestContext.Current.CancellationToken);
        using var refused = await http.PostAsync($"{FleetCommands.Seed}?jobs=0", null, TestContext.Current.CancellationToken);

        Assert.Equal((200, 400), ((int)seeded.StatusCode, (int)refused.StatusCode));
        Assert.Equal((4, 3), (await eu.Redis.ListLengthAsync("queue:backlog"), await us.Redis.ListLengthAsync("shop:queue:backlog")));
        Assert.Equal(("eu-1", "us-1"), ((string?)await eu.Redis.StringGetAsync("sidekiq-cluster:demo"), (string?)await us.Redis.StringGetAsync("shop:sidekiq-cluster:demo")));
        await simulator.EndAsync("TERM");
    }

    [Fact]
    public async Task Simulator_WhereSomebodysJobsAre_EndsWithWhatToDo()
    {
        await using var store = await redis.NewDatabaseAsync();
        await using var eu = await redis.NewDatabaseAsync();
        await using var us = await redis.NewDatabaseAsync();
        await eu.Redis.SetAddAsync("queues", "default");
        var start = new ProcessStartInfo(Program) { RedirectStandardError = true };
        foreach (var (name, value) in InjectedVariables.OfClient(store, eu, us))
        {
            start.Environment[name] = value;
        }

        using var simulator = Process.Start(start)!;
        var error = await simulator.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await simulator.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            (1, "Shard eu-1 holds data of a Sidekiq that is not simulated; the simulator would throw its jobs away. Give it an empty Redis."),
            (simulator.ExitCode, error.Trim()));
        Assert.False(await eu.Redis.KeyExistsAsync("sidekiq-cluster:demo"));
    }

    private static async Task AliveAsync(HttpClient http)
    {
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(FleetCommands.LivePath, TestContext.Current.CancellationToken);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }
}
