using System.Net.Http.Headers;
using System.Text.Json;
using SidekiqCluster.LocalServers;
using SidekiqCluster.Server.Hosting;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Security;

/// <summary>A server in a process of its own that takes the tokens of an authority, whose certificate that process trusts.</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly ServerProcess _process;
    private readonly TestDatabase _store;
    private readonly TestDatabase _shard;

    private TokenServer(ServerProcess process, TestDatabase store, TestDatabase shard) => (_process, _store, _shard) = (process, store, shard);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<TokenServer> StartAsync(RedisFixture redis, FakeAuthority authority, params (string Name, string Value)[] security)
    {
        var (store, shard) = (await redis.NewDatabaseAsync(), await redis.NewDatabaseAsync());
        await shard.Redis.SetAddAsync("queues", "low");
        var url = $"http://127.0.0.1:{FreePort.Reserve()}";
        var variables = new Dictionary<string, string>
        {
            ["SSL_CERT_FILE"] = authority.CertificateFile,
            ["SidekiqCluster__Server__Store"] = store.Url,
            ["SidekiqCluster__Server__Security__Authority"] = authority.Url,
            ["SidekiqCluster__Shards__eu__Connection"] = shard.Url,
        };
        foreach (var (name, value) in security)
        {
            variables[$"SidekiqCluster__Server__Security__{name}"] = value;
        }

        var server = new TokenServer(await ServerProcess.StartAsync(["--urls", url], variables), store, shard);
        server._http.BaseAddress = new Uri(url);
        await ServerCluster.ReadyAsync(server._http, url);
        return server;
    }

    /// <summary>The status and, of a refusal, the words.</summary>
    public async Task<(int Status, string? Words)> AskAsync(string token, HttpMethod? method = null, string path = "stats")
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"/api/v1/{path}") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var response = await _http.SendAsync(request, Cancel);
        var body = await response.Content.ReadAsByteArrayAsync(Cancel);
        return ((int)response.StatusCode, response.IsSuccessStatusCode ? null : JsonElement.Parse(body).GetProperty("detail").GetString());
    }

    /// <summary>What a token may: reading, acting, what cannot be undone.</summary>
    public async Task<string> MayAsync(string token)
    {
        var read = await AskAsync(token);
        var act = await AskAsync(token, HttpMethod.Post, "queues/low/pause");
        var reset = await AskAsync(token, HttpMethod.Post, "stats/reset");
        return $"{read.Status}, {act.Status}, {reset.Status}";
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
        await _store.DisposeAsync();
        await _shard.DisposeAsync();
    }
}
