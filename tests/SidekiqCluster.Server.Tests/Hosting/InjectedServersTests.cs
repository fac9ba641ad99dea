using System.Globalization;
using System.Text.Json;
using SidekiqCluster.Hosting;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Hosting;

/// <summary>Servers that are started as an app host starts them: by environment variables alone.</summary>
public sealed class InjectedServersTests(RedisFixture redis)
{
    [Fact]
    public async Task Servers_WithWhatAnAppHostInjects_FormACluster()
    {
        await using var store = await redis.NewDatabaseAsync();
        await using var eu = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var us = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-6.4.1"), "shop:");
        var (first, second) = (Variables(store, eu, us), Variables(store, eu, us));
        await using var one = await ServerProcess.StartAsync([], first);
        await using var other = await ServerProcess.StartAsync([], second);
        using var http = new HttpClient();

        var stats = await AskAsync(http, $"{first["ASPNETCORE_URLS"]}/api/v1/stats?shards=env=prod", bothUp: second["ASPNETCORE_URLS"]);
        var all = await AskAsync(http, $"{second["ASPNETCORE_URLS"]}/api/v1/stats", bothUp: first["ASPNETCORE_URLS"]);

        Assert.Equal(["eu-1"], stats.GetProperty("by_shard").EnumerateObject().Select(shard => shard.Name));
        Assert.Equal(["eu-1", "us-1"], all.GetProperty("by_shard").EnumerateObject().Select(shard => shard.Name));
        Assert.Equal(
            Fixture.Load("sidekiq-8.1.7").Expected.GetProperty("stats").GetProperty("processed").GetInt64(),
            stats.GetProperty("totals").GetProperty("processed").GetInt64());

        // Both are members: the store has one row for each, beside the version of the table.
        var members = (await store.Redis.HashKeysAsync("jobs/members/jobs")).Where(field => field != "Version");
        Assert.Equal(2, members.Count());
        await one.EndAsync("TERM");
        Assert.Equal(2, (await AskAsync(http, $"{second["ASPNETCORE_URLS"]}/api/v1/stats", bothUp: null)).GetProperty("by_shard").EnumerateObject().Count());
    }

    private static Dictionary<string, string> Variables(TestDatabase store, TestDatabase eu, TestDatabase us) => new()
    {
        ["Orleans__ClusterId"] = "jobs",
        ["Orleans__ServiceId"] = "jobs",
        ["Orleans__EnableDistributedTracing"] = "true",
        ["Orleans__Clustering__ProviderType"] = "Redis",
        ["Orleans__Clustering__ServiceKey"] = "store",
        ["Orleans__Reminders__ProviderType"] = "Redis",
        ["Orleans__Reminders__ServiceKey"] = "store",
        ["Orleans__GrainStorage__Default__ProviderType"] = "Redis",
        ["Orleans__GrainStorage__Default__ServiceKey"] = "store",
        ["Orleans__Endpoints__SiloPort"] = FreePort.Reserve().ToString(CultureInfo.InvariantCulture),
        ["Orleans__Endpoints__GatewayPort"] = FreePort.Reserve().ToString(CultureInfo.InvariantCulture),
        [FleetEnvironment.ConnectionStringOf("store")] = store.ConnectionString,
        [FleetEnvironment.VariableOf(0, FleetEnvironment.Name)] = "eu-1",
        [FleetEnvironment.VariableOf(0, FleetEnvironment.ServiceKey)] = "eu1",
        [FleetEnvironment.VariableOf(0, FleetEnvironment.Prefix)] = string.Empty,
        [FleetEnvironment.LabelOf(0, "env")] = "prod",
        [FleetEnvironment.ConnectionStringOf("eu1")] = eu.ConnectionString,
        [FleetEnvironment.VariableOf(1, FleetEnvironment.Name)] = "us-1",
        [FleetEnvironment.VariableOf(1, FleetEnvironment.ServiceKey)] = "us1",
        [FleetEnvironment.VariableOf(1, FleetEnvironment.Prefix)] = "shop:",
        [FleetEnvironment.ConnectionStringOf("us1")] = us.ConnectionString,
        ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Reserve()}",
        ["OTEL_SERVICE_NAME"] = "server",
    };

    /// <summary>Asks once the servers are ready.</summary>
    private static async Task<JsonElement> AskAsync(HttpClient http, string url, string? bothUp)
    {
        if (bothUp is not null)
        {
            await ServerCluster.ReadyAsync(http, bothUp);
        }

        await ServerCluster.ReadyAsync(http, new Uri(url).GetLeftPart(UriPartial.Authority));
        return JsonElement.Parse(await http.GetByteArrayAsync(url, TestContext.Current.CancellationToken));
    }
}
