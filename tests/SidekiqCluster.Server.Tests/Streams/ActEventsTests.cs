using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;
using StackExchange.Redis;

namespace SidekiqCluster.Server.Streams;

/// <summary>Acts tell as events how far they have come, and then what came of them.</summary>
public sealed class ActEventsTests(RedisFixture redis)
{
    private static readonly Answer Done = new() { Shards = [], Rows = new Rows<string>([], []) };

    [Fact]
    public async Task Act_OnManyJobs_TellsHowFarItIsAndThenItsAnswer()
    {
        const int jobs = 3000;
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", [.. Enumerable.Range(0, jobs).Select(static number =>
            new SortedSetEntry($$"""{"class":"HardJob","args":[{{number}}],"jid":"{{number:x24}}","queue":"low"}""", number))]);
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);

        var dry = await EventsAsync(server, """{"in":["retry"],"all":true,"dry_run":true}""");
        var events = await EventsAsync(server, """{"in":["retry"],"all":true}""");

        var (plain, result) = (await server.PostAsync("/api/v1/jobs/kill", """{"in":["dead"],"all":true,"dry_run":true}"""), JsonNode.Parse(events[^1].Data)!);
        Assert.Equal(["result"], dry.Select(static each => each.EventType));
        Assert.Equal("result", events[^1].EventType);
        Assert.All(events.SkipLast(1), static each => Assert.Equal("progress", each.EventType));
        var last = JsonNode.Parse(events[^2].Data)!;
        Assert.Equal((jobs, jobs, 0), ((int)last["done"]!, (int)last["total"]!, (int)last["not_done"]!));
        Assert.Equal((jobs, jobs), ((int)last["by_shard"]!["eu-1"]!["done"]!, (int)last["by_shard"]!["eu-1"]!["total"]!));
        Assert.Equal(jobs, (int)result["done"]!);
        Assert.Equal(plain.Select(static property => property.Key), result.AsObject().Select(static property => property.Key));
        Assert.Equal((0, jobs), (await database.Redis.SortedSetLengthAsync("retry"), await database.Redis.SortedSetLengthAsync("dead")));
    }

    [Fact]
    public async Task TrimAndBulkPush_TellHowFarTheyAre()
    {
        const int jobs = 3000;
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("dead", [.. Enumerable.Range(0, jobs).Select(static number =>
            new SortedSetEntry($$"""{"class":"HardJob","args":[{{number}}],"jid":"{{number:x24}}","queue":"low"}""", number))]);
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);
        var lines = string.Concat(Enumerable.Range(0, jobs).Select(static number => $$"""{"class":"HardJob","args":[{{number}}]}""" + '\n'));

        var trim = await EventsAsync(server, """{"max_jobs":10}""", "sets/dead/trim");
        var push = await EventsAsync(server, lines, "push/bulk");

        var (trimmed, pushed) = (JsonNode.Parse(trim[^2].Data)!, JsonNode.Parse(push[^2].Data)!);
        Assert.Equal((jobs - 10, jobs - 10), ((int)trimmed["done"]!, (int)trimmed["total"]!));
        Assert.Equal((jobs, null), ((int)pushed["done"]!, (int?)pushed["total"]));
        Assert.Equal((10, jobs), (await database.Redis.SortedSetLengthAsync("dead"), await database.Redis.ListLengthAsync("queue:default")));
    }

    [Fact]
    public async Task Act_ThatCannotBe_IsRefusedWithItsStatus()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);

        Assert.Equal(
            (400, "Say which jobs: give one of 'where', 'jids', 'ids' and 'all'."),
            await server.RefusedAsync(HttpMethod.Post, "/api/v1/jobs/kill", "{}", EventWriter.MediaType));
        Assert.Equal(
            (404, "there is no queue 'none'; see 'sidekiq-cluster queue list'."),
            await server.RefusedAsync(HttpMethod.Post, "/api/v1/queues/none/pause", accept: EventWriter.MediaType));
        var (status, _) = await server.RefusedAsync(HttpMethod.Get, "/api/v1/queues", accept: EventWriter.MediaType);
        Assert.Equal(406, status);
    }

    [Fact]
    public async Task Act_WhoseClientDoesNotRead_KeepsJustTheLastProgress()
    {
        const int moves = 1_000_000;
        using var body = new EventBody();
        var events = new ActEvents(body.NewRequest(), TimeProvider.System);

        var run = events.RunAsync(feed =>
        {
            var progress = new ActProgress();
            return feed.ShowAsync([KeyValuePair.Create("eu-1", (long)moves)], progress, async () =>
            {
                var listener = progress.Of("eu-1");
                listener.Report(new OperationProgress(1, 1, 0));
                await body.IsWritten;
                for (var move = 2; move <= moves; move++)
                {
                    listener.Report(new OperationProgress(move, move, 0));
                }

                body.Read();
                return Done;
            });
        });
        await run;

        Assert.Equal([1, moves], body.ToEvents().SkipLast(1).Select(static each => (int)JsonNode.Parse(each.Data)!["done"]!));
        Assert.Equal("result", body.ToEvents()[^1].EventType);
        Assert.True(body.Length < 1000, $"{body.Length} bytes were sent.");
    }

    [Fact]
    public async Task Act_ThatGoesWrongOnTheWay_EndsWithTheProblem()
    {
        using var body = new EventBody();
        body.Read();

        await new ActEvents(body.NewRequest(), TimeProvider.System).RunAsync(feed =>
        {
            var progress = new ActProgress();
            return feed.ShowAsync([KeyValuePair.Create("eu-1", 2L)], progress, async () =>
            {
                progress.Of("eu-1").Report(new OperationProgress(1, 1, 0));
                await body.IsWritten;
                return await Task.FromException<Answer>(new VerbException(ExitCode.Refused, "No more of these."));
            });
        });

        var events = body.ToEvents();
        Assert.Equal(["progress", "error"], events.Select(static each => each.EventType));
        Assert.Equal("""{"title":"Forbidden","status":403,"detail":"No more of these."}""", events[^1].Data);
    }

    [Fact]
    public async Task Act_ThatSaysNothingForLong_BeatsMeanwhile()
    {
        using var body = new EventBody();
        body.Read();
        var clock = new HurriedClock(1000, DateTimeOffset.UnixEpoch);

        await new ActEvents(body.NewRequest(), clock).RunAsync(async _ =>
        {
            await body.IsWritten;
            return Done;
        });

        Assert.StartsWith(": still here\n\n", System.Text.Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
        Assert.Equal("result", Assert.Single(body.ToEvents()).EventType);
    }

    private static async Task<IReadOnlyList<SseItem<string>>> EventsAsync(TestServer server, string json, string act = "jobs/kill")
    {
        using var response = await server.SendAsync(HttpMethod.Post, $"/api/v1/{act}", json, EventWriter.MediaType);
        Assert.Equal((200, EventWriter.MediaType), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        return [.. SseParser.Create(body).Enumerate()];
    }
}
