using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Hosting;

/// <summary>What clients can do to the process of a server, and what it costs it.</summary>
public sealed class LoadTests(RedisFixture redis)
{
    private const int Mebibyte = 1 << 20;
    private const int Clients = 200;
    private const int SlowReaders = 16;
    private const int Jobs = 40_000;

    private static readonly string[] Questions =
        ["stats", "queues", "processes", "jobs?in=all&limit=20", "jobs?in=retry&where=class:*&limit=5", "jobs/count?in=all&by=class", "history?days=3"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Body_OfAHundredMegabytes_IsRefusedUnread()
    {
        await using var databases = await TestDatabases.TakeAsync(redis, 2);
        using var http = new HttpClient();
        await using var cluster = await ServerCluster.StartAsync(databases.All[0], [databases.All[1]], 1, http);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{cluster.Urls[0]}/api/v1/jobs/retry")
        {
            Headers = { ExpectContinue = true },
            Content = new ByteArrayContent(new byte[100 * Mebibyte]) { Headers = { ContentType = new("application/json") } },
        };

        using var answer = await http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(
            "The body is larger than 1048576 bytes; send less at once, or many jobs to /api/v1/push/bulk.",
            JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(Token)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Export_ReadersAreSlow_TheServerDoesNotKeepWhatTheyHaveNotRead()
    {
        await using var databases = await TestDatabases.TakeAsync(redis, 2);
        var padding = new string('x', 1000);
        foreach (var slice in Enumerable.Range(0, Jobs).Chunk(1000))
        {
            await databases.All[1].Redis.ListRightPushAsync("queue:low", [.. slice.Select(number =>
                (StackExchange.Redis.RedisValue)$$"""{"class":"HardJob","args":["{{padding}}"],"jid":"{{number:x24}}","queue":"low"}""")]);
        }

        await databases.All[1].Redis.SetAddAsync("queues", "low");
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        await using var cluster = await ServerCluster.StartAsync(databases.All[0], [databases.All[1]], 1, http);
        var export = $"{cluster.Urls[0]}/api/v1/jobs/export?in=queue:low&timeout=1m";
        await using (var whole = await BeginAsync(http, export))
        {
            Assert.Equal(Jobs, await CountLinesAsync(whole));
        }

        var before = cluster.GetWorkingSet(cluster.Urls[0]);
        var readers = await Task.WhenAll(Enumerable.Range(0, SlowReaders).Select(_ => BeginAsync(http, export)));
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TestSizes.TimeUnderLoad; await Task.Delay(50, Token))
        {
            await Task.WhenAll(readers.Select(static async reader => await reader.ReadAtLeastAsync(new byte[256], 256, cancellationToken: Token)));
        }

        // Kept, it would be 40 MiB for each of them.
        var grown = (cluster.GetWorkingSet(cluster.Urls[0]) - before) / Mebibyte;
        TestContext.Current.TestOutputHelper?.WriteLine($"{before / Mebibyte} MiB, and {grown} MiB more with {SlowReaders} slow readers");
        Assert.True(grown < SlowReaders * 16, $"The server grew by {grown} MiB.");
        Assert.InRange(await CountLinesAsync(readers[0]), Jobs / 2, Jobs);
        foreach (var reader in readers)
        {
            await reader.DisposeAsync();
        }
    }

    [Fact]
    public async Task Questions_OfManyAtOnce_AreAllAnsweredAndMemoryIsStable()
    {
        await using var store = await redis.NewDatabaseAsync();
        var data = Fixture.Load("sidekiq-8.1.7");
        await using var shard = await redis.NewDatabaseAsync(data);
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
        await using var cluster = await ServerCluster.StartAsync(store, [shard], 1, http);
        var (url, processed) = (cluster.Urls[0], data.Expected.GetProperty("stats").GetProperty("processed").GetInt64());

        await AskAsync(TestSizes.TimeUnderLoad / 2);
        var before = cluster.GetWorkingSet(url);
        var answers = await AskAsync(TestSizes.TimeUnderLoad);
        var grown = (cluster.GetWorkingSet(url) - before) / Mebibyte;

        TestContext.Current.TestOutputHelper?.WriteLine($"{answers} answers to {Clients} clients; {before / Mebibyte} MiB, then {grown} MiB more");
        Assert.True(answers > Clients, $"There were {answers} answers.");
        Assert.True(grown < 128, $"The server grew by {grown} MiB.");

        async Task<long> AskAsync(TimeSpan time)
        {
            var began = Stopwatch.GetTimestamp();
            return (await Task.WhenAll(Enumerable.Range(0, Clients).Select(async client =>
            {
                var count = 0L;
                for (; Stopwatch.GetElapsedTime(began) < time || count == 0; count++)
                {
                    await AskOneAsync(http, url, Questions[(client + count) % Questions.Length], processed);
                }

                return count;
            }))).Sum();
        }
    }

    private static async Task AskOneAsync(HttpClient http, string url, string question, long processed)
    {
        using var answer = await http.GetAsync($"{url}/api/v1/{question}{(question.Contains('?', StringComparison.Ordinal) ? '&' : '?')}timeout=30s", Token);
        var body = await answer.Content.ReadAsByteArrayAsync(Token);
        Assert.True(answer.IsSuccessStatusCode && !answer.Headers.Contains("Sidekiq-Cluster-Missing-Shards"), $"{question}: {answer.StatusCode} {Encoding.UTF8.GetString(body)}");
        if (question == "stats")
        {
            Assert.Equal(processed, JsonElement.Parse(body).GetProperty("totals").GetProperty("processed").GetInt64());
        }
    }

    private static async Task<Stream> BeginAsync(HttpClient http, string export)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, export);
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.True(answer.IsSuccessStatusCode);
        return await answer.Content.ReadAsStreamAsync(Token);
    }

    private static async Task<int> CountLinesAsync(Stream answer)
    {
        using var reader = new StreamReader(answer);
        var lines = 0;
        for (; await reader.ReadLineAsync(Token) is not null; lines++)
        {
        }

        return lines;
    }
}
