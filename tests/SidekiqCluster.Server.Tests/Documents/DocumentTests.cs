using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SidekiqCluster.Server.Hosting;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Documents;

/// <summary>Every operation of the OpenAPI document is called as its examples say, and answers what the document says.</summary>
public sealed partial class DocumentTests(RedisFixture redis)
{
    [Fact]
    public async Task Operations_OverDataOfARealSidekiq_AnswerAsTheDocumentSays()
    {
        var fixture = Fixture.Load("sidekiq-8.1.7");
        await using var database = await redis.NewDatabaseAsync(fixture);
        await using var databases = await TestDatabases.TakeAsync(redis, DocumentedCalls.Shards);
        await using var server = await TestServer.StartAsync(redis, [("default", database.Url)], clock: new StoppedClock(fixture.Now));
        var calls = new DocumentedCalls(server.Http, databases);

        await calls.RunAsync();

        Assert.Empty(calls.Wrong);
        Assert.Empty(calls.Missing);
        Assert.True(calls.Count > server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.Count, $"{calls.Count} calls were made.");
    }

    [Fact]
    public async Task Operations_OverADemoWithNothingInstalled_AnswerAsTheDocumentSays()
    {
        var tools = Directory.CreateTempSubdirectory("sidekiq-cluster-tools-");
        File.CreateSymbolicLink(Path.Combine(tools.FullName, "cat"), "/bin/cat");
        await using var databases = await TestDatabases.TakeAsync(redis, DocumentedCalls.Shards);
        await using var demo = await ServerProcess.StartAsync(["--demo"], new Dictionary<string, string> { ["PATH"] = tools.FullName });
        var told = await demo.ReadUntilAsync("Ctrl-C ends everything.");
        using var http = new HttpClient { BaseAddress = new Uri(Address().Match(told).Groups[1].Value) };
        var calls = new DocumentedCalls(http, databases);

        await calls.RunAsync();
        await demo.EndAsync("TERM");
        tools.Delete(recursive: true);

        Assert.Contains("embedded Garnet", told, StringComparison.Ordinal);
        Assert.Empty(calls.Wrong);

        // The demo has no iterable job, and a job that ran when the test looked may be done when it asks.
        Assert.Empty(calls.Missing.Except(["GET /api/v1/iterations/{jid}", "POST /api/v1/iterations/{jid}/cancel", "GET /api/v1/work/{jid}"]));
    }

    [Fact]
    public async Task Schemas_OfRows_HaveTheColumnsOfTheirCsv()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var server = await TestServer.StartAsync(redis, [("default", database.Url)]);
        var api = await ApiDescription.ReadAsync(server.Http);

        foreach (var path in new[] { "/api/v1/queues", "/api/v1/processes", "/api/v1/work", "/api/v1/history", "/api/v1/info", "/api/v1/deploys", "/api/v1/profiles" })
        {
            var row = api.Operations.Single(operation => operation.Name == $"GET {path}").FormsOf(200).Single(form => form.Key == "application/x-ndjson").Value;
            var header = (await server.ReadAsync(path, "text/csv")).Split("\r\n")[0];
            Assert.Equal(header, string.Join(',', api.NamesOf(row)));
        }
    }

    [GeneratedRegex(@"API\s+(http://\S+)/api/v1/stats")]
    private static partial Regex Address();
}
