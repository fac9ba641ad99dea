using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
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
        var (first, second) = (InjectedVariables.OfServer(store, eu, us), InjectedVariables.OfServer(store, eu, us));
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

    [Fact]
    public async Task Client_WithWhatAnAppHostInjects_WatchesTheFleet()
    {
        await using var store = await redis.NewDatabaseAsync();
        await using var eu = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var us = await redis.NewDatabaseAsync();
        await us.Redis.SortedSetAddAsync(
            "shop:retry",
            [
                new("""{"class":"ChargeMerchant","args":[7,501.5],"jid":"a1","queue":"billing"}""", 1),
                new("""{"class":"ChargeMerchant","args":[7,500],"jid":"a2","queue":"billing"}""", 2),
            ]);
        var (first, second) = (InjectedVariables.OfServer(store, eu, us), InjectedVariables.OfServer(store, eu, us));
        await using var one = await ServerProcess.StartAsync([], first);
        await using var other = await ServerProcess.StartAsync([], second);
        using var http = new HttpClient();
        await ServerCluster.ReadyAsync(http, first["ASPNETCORE_URLS"]);
        await ServerCluster.ReadyAsync(http, second["ASPNETCORE_URLS"]);

        await using var client = await ServerProcess.StartAsync([], InjectedVariables.OfClient(store, eu, us), ServerProcess.WatcherProgram);
        var told = await client.ReadUntilAsync("of more than 500 wait for their next attempt");

        var expected = Fixture.Load("sidekiq-8.1.7").Expected.GetProperty("stats");
        Assert.Contains(
            $"{expected.GetProperty("enqueued").GetInt64()} jobs wait, {expected.GetProperty("workers_size").GetInt64()} run, {expected.GetProperty("retry_size").GetInt64() + 2} are to be retried; 0 shards are away",
            told,
            StringComparison.Ordinal);
        Assert.Contains("1 charges of more than 500 wait", told, StringComparison.Ordinal);
        Assert.DoesNotContain("warn:", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ServiceKey", "store")]
    [InlineData("ConnectionName", "store")]
    [InlineData("ConnectionString", null)]
    public async Task Shards_ThatAreAdded_AreKeptBesideTheMembers(string form, string? name)
    {
        await using var store = await redis.NewDatabaseAsync();
        await using var added = await redis.NewDatabaseAsync();
        var settings = new Dictionary<string, string?>
        {
            ["Orleans:ClusterId"] = "jobs",
            ["Orleans:ServiceId"] = "jobs",
            ["Orleans:Clustering:ProviderType"] = "Redis",
            [$"Orleans:Clustering:{form}"] = name ?? store.ConnectionString,
            ["Orleans:Endpoints:SiloPort"] = FreePort.Reserve().ToString(CultureInfo.InvariantCulture),
            ["Orleans:Endpoints:GatewayPort"] = FreePort.Reserve().ToString(CultureInfo.InvariantCulture),
            ["ConnectionStrings:store"] = store.ConnectionString,
        };
        await using var server = ServerHost.Build("http://127.0.0.1:0", settings);
        await server.StartAsync(TestContext.Current.CancellationToken);

        await server.Services.GetRequiredService<ISidekiqFleet>()
            .AddShardAsync(new ShardRegistration { Name = "late", Connection = added.Url }, TestContext.Current.CancellationToken);

        var state = await DatabaseState.ReadAsync(store.Redis);
        Assert.Single(state.Keys.Keys, key => key.StartsWith("jobs/state/", StringComparison.Ordinal));
        await server.StopAsync(TestContext.Current.CancellationToken);
    }

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
