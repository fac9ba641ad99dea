using System.Net.Http.Headers;
using SidekiqCluster.Server.Hosting;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Security;

/// <summary>Who may ask what.</summary>
public sealed class CallerTests(RedisFixture redis)
{
    private static readonly (string Name, string Role, string Key)[] Callers =
        [("ann", "viewer", ApiKey.New()), ("bob", "operator", ApiKey.New()), ("eve", "admin", ApiKey.New())];

    [Fact]
    public async Task Roles_OfKeys_AreAskedForAtTheVerb()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", "low");
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)], Keys());

        Assert.Equal("200, 200, 200", await StatusesAsync(server, HttpMethod.Get, "/api/v1/stats"));
        Assert.Equal("403, 200, 200", await StatusesAsync(server, HttpMethod.Post, "/api/v1/queues/low/pause"));
        Assert.Equal("403, 403, 200", await StatusesAsync(server, HttpMethod.Post, "/api/v1/stats/reset"));
        Assert.Equal("403, 403, 404", await StatusesAsync(server, HttpMethod.Post, "/api/v1/shards/nope/remove"));
        Assert.Equal(
            (403, "ann is a viewer, and this is for operators; ask for that role."),
            await server.RefusedAsync(HttpMethod.Post, "/api/v1/queues/low/pause", key: Callers[0].Key));
    }

    [Fact]
    public async Task Stranger_OfAServerWithKeys_SeesHealthAlone()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)], Keys());

        var (status, words) = await server.RefusedAsync(HttpMethod.Get, "/api/v1/stats");
        Assert.Equal(
            (401, "Say who you are: send an API key as 'Authorization: Bearer KEY'. Only /health/live and /health/ready are for everybody."), (status, words));
        Assert.Equal(
            (401, "The key or token is not known here; ask for a new one."),
            await server.RefusedAsync(HttpMethod.Get, "/api/v1/stats", key: ApiKey.New()));
        Assert.Equal(401, (int)(await server.GetAsync("/metrics")).StatusCode);
        Assert.Equal(401, (int)(await server.GetAsync("/stats")).StatusCode);
        Assert.Equal("Healthy", await server.ReadAsync("/health/ready"));
    }

    [Theory]
    [InlineData("Origin", "http://evil.test")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Browser_OnAnotherPage_ChangesNothing(string header, string value)
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", "low");
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/queues/low/pause");
        request.Headers.Add(header, value);

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(403, (int)response.StatusCode);
        Assert.False(await database.Redis.KeyExistsAsync("paused"));
    }

    [Fact]
    public async Task Host_ThatIsNotThisMachine_IsRefusedWithoutKeys()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/stats") { Headers = { Host = "rebound.test" } };

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(421, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://127.0.0.1:0;http://[::]:0")]
    public void Listening_ForOtherMachinesWithoutKeys_IsRefused(string urls)
    {
        var settings = new Dictionary<string, string?> { [$"{ServerOptions.SectionName}:Store"] = "127.0.0.1:1" };

        var error = Assert.Throws<ServerException>(() => ServerHost.Build(urls, settings));

        Assert.Contains("anybody could do everything. Add a key (--new-api-key NAME --role admin", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_KeysThatCannotBe_AreNamed()
    {
        var options = new SecurityOptions { Authority = "http://login.test" };
        options.ApiKeys["ann"] = new ApiKeySettings { Hash = ApiKey.New(), Role = "boss" };

        var result = new SecurityOptionsValidator().Validate(null, options);

        Assert.Equal(
            [
                "SidekiqCluster:Server:Security:ApiKeys:ann:Hash is no hash of a key; make one with --new-api-key ann.",
                "SidekiqCluster:Server:Security:ApiKeys:ann:Role is 'boss'; use viewer, operator or admin.",
                "SidekiqCluster:Server:Security:Authority is 'http://login.test'; use an https URL.",
            ],
            result.Failures);
    }

    private static async Task<string> StatusesAsync(TestServer server, HttpMethod method, string path)
    {
        var statuses = new List<int>();
        foreach (var caller in Callers)
        {
            using var request = new HttpRequestMessage(method, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", caller.Key) } };
            using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            statuses.Add((int)response.StatusCode);
        }

        return string.Join(", ", statuses);
    }

    private static (string, string)[] Keys() =>
    [
        .. Callers.SelectMany(caller => new[]
        {
            ($"{SecurityOptions.SectionName}:ApiKeys:{caller.Name}:Hash", ApiKey.HashOf(caller.Key)),
            ($"{SecurityOptions.SectionName}:ApiKeys:{caller.Name}:Role", caller.Role),
        }),
    ];
}
