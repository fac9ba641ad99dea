using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using SidekiqCluster.Server.Hosting;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server;

/// <summary>The server in this process, over shards and a store of the test's.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly TestDatabase _store;

    private TestServer(WebApplication app, TestDatabase store)
    {
        (App, _store) = (app, store);
        Http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    public WebApplication App { get; }

    public HttpClient Http { get; }

    /// <summary>Starts it.</summary>
    /// <param name="redis">Where its store is.</param>
    /// <param name="shards">The shards by name, each with its URL.</param>
    /// <param name="settings">What else is configured.</param>
    /// <param name="clock">Its clock; null for the system's.</param>
    public static async Task<TestServer> StartAsync(
        RedisFixture redis, (string Name, string Url)[] shards, (string Key, string Value)[]? settings = null, TimeProvider? clock = null)
    {
        var store = await redis.NewDatabaseAsync();
        var all = (settings ?? []).ToDictionary(static each => each.Key, static each => (string?)each.Value);
        all[$"{ServerOptions.SectionName}:{nameof(ServerOptions.Store)}"] = store.Url;
        foreach (var (name, url) in shards)
        {
            all[$"{FleetOptions.SectionName}:Shards:{name}:{nameof(ShardSettings.Connection)}"] = url;
        }

        var app = ServerHost.Build("http://127.0.0.1:0", all, clock);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestServer(app, store);
    }

    public Task<HttpResponseMessage> GetAsync(string path, string? accept = null, string? key = null) =>
        SendAsync(HttpMethod.Get, path, null, accept, key);

    public async Task<string> ReadAsync(string path, string? accept = null)
    {
        using var response = await GetAsync(path, accept);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {body}");
        return body;
    }

    public async Task<JsonObject> PostAsync(string path, string? json = null)
    {
        using var response = await SendAsync(HttpMethod.Post, path, json);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {body}");
        return JsonNode.Parse(body)!.AsObject();
    }

    /// <summary>The status and the words of a request that is refused.</summary>
    public async Task<(int Status, string Detail)> RefusedAsync(HttpMethod method, string path, string? json = null, string? accept = null, string? key = null)
    {
        using var response = await SendAsync(method, path, json, accept, key);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return ((int)response.StatusCode, problem.GetProperty("detail").GetString()!);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? json = null, string? accept = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        await _store.DisposeAsync();
    }
}
