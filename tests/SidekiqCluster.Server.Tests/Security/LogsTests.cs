using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SidekiqCluster.Server.Remote;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Security;

/// <summary>What the server logs, however much it is asked to log: never arguments of jobs, keys of callers or passwords of shards.</summary>
public sealed class LogsTests(RedisFixture redis)
{
    private const string Argument = "4111-1111-1111-1111";
    private const string Password = "hush-hush-hush";
    private static readonly string Key = ApiKey.New();

    [Fact]
    public async Task Logs_OfAllThatIsAsked_HoldNoSecret()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var closed = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", $$"""{"class":"HardJob","args":["{{Argument}}"],"jid":"{{1:x24}}","queue":"low","retry":true}""", 1);
        await database.Redis.SortedSetAddAsync("retry", $$"""{"class":"HardJob","args":["{{Argument}}" """, 2);
        await database.Redis.SetAddAsync("queues", "wrong");
        await database.Redis.StringSetAsync("queue:wrong", Argument);
        await using var server = await TestServer.StartAsync(
            redis,
            [("eu", database.Url), ("us", closed.Url.Replace("redis://", $"redis://:{Password}@", StringComparison.Ordinal))],
            [
                ("Logging:LogLevel:Default", "Trace"),
                ("Logging:Console:LogLevel:Default", "None"),
                ($"{SecurityOptions.SectionName}:ApiKeys:ann:Hash", ApiKey.HashOf(Key)),
                ($"{SecurityOptions.SectionName}:ApiKeys:ann:Role", "admin"),
            ]);
        using var log = new ToldLog();
        server.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        var statuses = new List<HttpStatusCode>();
        foreach (var (method, path, json) in Requests())
        {
            using var answer = await server.SendAsync(method, path, json, key: Key);
            _ = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            statuses.Add(answer.StatusCode);
        }

        using (var unknown = await server.GetAsync("/api/v1/stats", key: Password))
        {
            statuses.Add(unknown.StatusCode);
        }

        var terminal = new Terminal(Path.GetTempPath(), TimeProvider.System) { Key = Key };
        var remote = await terminal.RunAsync(
            ["--server", server.Http.BaseAddress!.ToString(), "--shards", "eu", "job", "retry", "--in", "retry", "--where", $"args[0]:{Argument}", "--yes"],
            TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Done, remote.ExitCode);
        Assert.Contains(HttpStatusCode.OK, statuses);
        Assert.Contains(HttpStatusCode.BadRequest, statuses);
        Assert.Contains(HttpStatusCode.Unauthorized, statuses);
        Assert.Contains("us", log.Text, StringComparison.Ordinal);
        Assert.All([Argument, Password, Key], secret => Assert.DoesNotContain(secret, log.Text, StringComparison.Ordinal));
    }

    private static IEnumerable<(HttpMethod Method, string Path, string? Json)> Requests()
    {
        yield return (HttpMethod.Get, $"/api/v1/jobs?in=retry&where=args[0]:{Argument}", null);
        yield return (HttpMethod.Get, $"/api/v1/jobs?in=retry&where=args[0]:{Argument}%20(", null);
        yield return (HttpMethod.Get, "/api/v1/queues?staleness=0s", null);
        yield return (HttpMethod.Get, "/api/v1/jobs?in=queue:wrong", null);
        yield return (HttpMethod.Post, "/api/v1/push", $$"""{"class":"HardJob","args":["{{Argument}}"],"shards":"eu"}""");
        yield return (HttpMethod.Post, "/api/v1/push", $$"""{"class":"HardJob","args":["{{Argument}}" """);
        yield return (HttpMethod.Post, "/api/v1/jobs/delete", $$"""{"in":["retry"],"where":"args[0]:{{Argument}} nope:1"}""");
        yield return (HttpMethod.Post, "/api/v1/jobs/retry", $$"""{"in":["retry"],"where":"args[0]:{{Argument}}","dry_run":true}""");
    }
}
