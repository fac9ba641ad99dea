using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Streams;

/// <summary>The stats as events.</summary>
public sealed class StatsEventsTests(RedisFixture redis)
{
    [Fact]
    public async Task Stats_ThatChange_AreTold_UntilTheServerStops()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);
        using var response = await server.Http.GetAsync(
            "/api/v1/stats/events?interval=100ms&staleness=0s", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using var events = SseParser.Create(body).EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        var first = await NextAsync(events);
        var plain = JsonNode.Parse(await server.ReadAsync("/api/v1/stats?staleness=0s"))!;
        await server.PostAsync("/api/v1/push", """{"class":"HardJob","args":[],"queue":"low"}""");
        var second = await NextAsync(events);
        await server.App.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(EventWriter.MediaType, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)plain["totals"]!["enqueued"]!, (int)first["totals"]!["enqueued"]!);
        Assert.Equal(plain.AsObject().Select(static property => property.Key), first.AsObject().Select(static property => property.Key));
        Assert.Equal((int)first["by_shard"]!["eu-1"]!["enqueued"]! + 1, (int)second["by_shard"]!["eu-1"]!["enqueued"]!);
        Assert.False(await events.MoveNextAsync());
    }

    [Theory]
    [InlineData("interval=1ms", "'interval' is '1ms'; use a duration from 100ms to 1h.")]
    [InlineData("intervall=1s", "There is no parameter 'intervall' here (did you mean 'interval'?); see /openapi/v1.json.")]
    public async Task Stats_AskedForWrongly_AreRefused(string query, string words)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);

        Assert.Equal((400, words), await server.RefusedAsync(HttpMethod.Get, $"/api/v1/stats/events?{query}"));
    }

    [Fact]
    public async Task Client_WhoDoesNotRead_IsNotAskedFor()
    {
        using var body = new EventBody();
        var asked = 0;
        var http = body.NewRequest();

        var writing = StatsEvents.WriteAsync(
            AnswersAsync(TestContext.Current.CancellationToken), new EventWriter(http, TimeProvider.System), TimeProvider.System, TestContext.Current.CancellationToken);
        await body.IsWritten;

        Assert.Equal(1, asked);
        body.Read();
        await writing;
        Assert.Equal(1000, asked);
        Assert.Equal(1000, body.ToEvents().Count);

        async IAsyncEnumerable<FleetAnswer<StatsSnapshot>> AnswersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            while (asked < 1000 && !cancellationToken.IsCancellationRequested)
            {
                asked++;
                yield return new FleetAnswer<StatsSnapshot> { Value = null!, Shards = [] };
                await Task.Yield();
            }
        }
    }

    private static async Task<JsonNode> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(StatsEvents.Name, events.Current.EventType);
        return JsonNode.Parse(events.Current.Data)!;
    }
}
