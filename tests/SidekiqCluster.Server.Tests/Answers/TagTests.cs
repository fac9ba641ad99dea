using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Answers;

/// <summary>Who has an answer already is told that it is the same.</summary>
public sealed class TagTests(RedisFixture redis)
{
    private static readonly string[] Forms = ["application/json", "application/x-ndjson", "text/csv", "text/plain", "application/x-msgpack"];

    [Fact]
    public async Task Answer_ThatIsThereAlready_IsNotSentAgain_UntilItChanges()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);
        var tags = new List<string>();
        foreach (var form in Forms)
        {
            foreach (var path in new[] { "/api/v1/jobs?in=all&limit=1000&staleness=0s", "/api/v1/jobs/count?in=all&by=class&staleness=0s", "/api/v1/profiles" })
            {
                var tag = await TagOfAsync(server, path, form, null, 200);

                Assert.Equal(tag, await TagOfAsync(server, path, form, tag, 304));
                Assert.Equal(tag, await TagOfAsync(server, path, form, $"\"other\", {tag}", 304));
                Assert.Equal(tag, await TagOfAsync(server, path, form, "\"other\"", 200));
                tags.Add(tag);
            }
        }

        await database.Redis.SortedSetAddAsync("dead", """{"class":"HardJob","args":[],"jid":"0123456789abcdef01234567","queue":"low"}""", 1);

        Assert.Equal(tags.Count, tags.Distinct().Count());
        Assert.NotEqual(tags[0], await TagOfAsync(server, "/api/v1/jobs?in=all&limit=1000&staleness=0s", Forms[0], tags[0], 200));
    }

    [Fact]
    public async Task Tag_OfAct_OrExport_IsNone()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);

        using var act = await server.SendAsync(HttpMethod.Post, "/api/v1/sets/dead/clear");
        using var export = await server.GetAsync("/api/v1/jobs/export?in=all");

        Assert.Null(act.Headers.ETag);
        Assert.Null(export.Headers.ETag);
        Assert.Equal(["Accept"], export.Headers.Vary);
    }

    private static async Task<string> TagOfAsync(TestServer server, string path, string accept, string? known, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(accept);
        if (known is not null)
        {
            request.Headers.IfNoneMatch.ParseAdd(known);
        }

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.True(status == 200 || body.Length == 0);
        Assert.Equal(["Accept"], response.Headers.Vary);
        return response.Headers.ETag!.ToString();
    }
}
