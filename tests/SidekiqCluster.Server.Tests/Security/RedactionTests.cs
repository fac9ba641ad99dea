using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Security;

/// <summary>What viewers do not get to know, asked over HTTP.</summary>
public sealed class RedactionTests(RedisFixture redis)
{
    private const string Secret = "4111222233334444";

    private static readonly (string Name, string Role, string Key)[] Callers = [("ann", "viewer", ApiKey.New()), ("bob", "operator", ApiKey.New())];

    /// <summary>Questions, and whether a viewer sees the job in the answer.</summary>
    private static readonly (string Path, bool IsSeen)[] Questions =
    [
        ("jobs?in=queue:low", true),
        ("jobs/export?in=queue:low", true),
        ("jobs/pay1", true),
        ("jobs/count?in=queue:low&by=args[0]", true),
        ("jobs/count?in=queue:low&by=message", true),
        ("jobs/count?in=queue:low&by=raw", true),
        ($"jobs?in=queue:low&where=args[0]%3D%22{Secret}%22", false),
        ("jobs?in=queue:low&where=raw*%3D" + Secret, false),
        ("jobs?in=queue:low&where=message*%3D" + Secret, false),
    ];

    [Fact]
    public async Task Viewer_WhateverIsAsked_GetsNoSecret()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", "low");
        await database.Redis.ListLeftPushAsync(
            "queue:low", $$"""{"class":"Pay","args":["{{Secret}}"],"jid":"pay1","queue":"low","error_message":"no {{Secret}}"}""");
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)], Settings());

        foreach (var (path, isSeen) in Questions)
        {
            var (seen, all) = (await ReadAsync(server, path, Callers[0].Key), await ReadAsync(server, path, Callers[1].Key));

            Assert.DoesNotContain(Secret, seen, StringComparison.Ordinal);
            Assert.Contains(Secret, all, StringComparison.Ordinal);
            Assert.Equal(isSeen, seen.Contains("[redacted]", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("jobs?in=queue:low&where=")]
    [InlineData("jobs/export?in=queue:low&where=")]
    [InlineData("jobs/count?in=queue:low&where=")]
    [InlineData("jobs/count?in=queue:low&by=message&where=")]
    [InlineData("work?where=")]
    public async Task Viewer_WhoseFilterIsAsDeepAsMayBe_IsRefused(string path)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)], Settings());
        var deep = Enumerable.Range(1, JobFilter.MaxDepth - 1).Aggregate(JobFilter.Parse("message*=x"), static (filter, _) => JobFilter.Not(filter));
        var where = Uri.EscapeDataString(deep.ToString());

        using var seen = await server.GetAsync($"/api/v1/{path}{where}", key: Callers[0].Key);
        using var all = await server.GetAsync($"/api/v1/{path}{where}", key: Callers[1].Key);

        Assert.Equal((400, 200), ((int)seen.StatusCode, (int)all.StatusCode));
        Assert.Contains(
            "'where' has 200 levels, which are too many here; use a flatter filter.",
            await seen.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(TestServer server, string path, string key)
    {
        using var response = await server.GetAsync($"/api/v1/{path}", key: key);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static (string, string)[] Settings() =>
    [
        .. Callers.SelectMany(caller => new[]
        {
            ($"{SecurityOptions.SectionName}:ApiKeys:{caller.Name}:Hash", ApiKey.HashOf(caller.Key)),
            ($"{SecurityOptions.SectionName}:ApiKeys:{caller.Name}:Role", caller.Role),
        }),
        ($"{SecurityOptions.SectionName}:Redactions:0:Class", "Pay"),
        ($"{SecurityOptions.SectionName}:Redactions:0:Path", "args[0]"),
    ];
}
