using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using SidekiqCluster.LocalServers;
using SidekiqCluster.Redis;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Telemetry;

/// <summary>What a request leaves in a trace.</summary>
public sealed class TracesTests(RedisFixture redis)
{
    private const string Secret = "4111-1111-1111-1111";

    [Fact]
    public async Task Request_OfAFleetThatMissesAShard_IsASpanThatSaysSo()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var server = await TestServer.StartAsync(
            redis, [("eu-1", database.Url), ("us-1", $"127.0.0.1:{FreePort.Reserve()},connectTimeout=500")]);

        var spans = await TraceAsync(server, HttpMethod.Get, "/api/v1/stats?timeout=10s&staleness=0s");

        var verb = Assert.Single(spans, static span => span.Source.Name == VerbTelemetry.SourceName);
        Assert.Equal("stats", verb.OperationName);
        Assert.Equal(
            [("sidekiq.result", "ShardMissing"), ("sidekiq.shards", "2"), ("sidekiq.shards.missing", "1")],
            verb.TagObjects.Select(static tag => (tag.Key, $"{tag.Value}")).Order());
        Assert.Contains(spans, static span => span.Source.Name == "Microsoft.Orleans.Application");
        Assert.Contains(spans, static span => span.Source.Name == RedisSpans.SourceName && span.GetTagItem("db.system.name") is "redis");
    }

    [Fact]
    public async Task Request_WithArgumentsOfJobs_LeavesNoneInItsSpans()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync(
            "retry", $$"""{"class":"HardJob","args":["{{Secret}}"],"jid":"{{1:x24}}","queue":"low","retry":true}""", 1);
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);

        var spans = await TraceAsync(
            server, HttpMethod.Post, "/api/v1/jobs/retry", $$"""{"in":["retry"],"where":"args[0]={{Secret}}"}""");
        var refused = await TraceAsync(server, HttpMethod.Post, "/api/v1/jobs/retry", $$"""{"in":["queue:low"],"where":"args[0]={{Secret}}"}""");

        Assert.Equal(1, await database.Redis.ListLengthAsync("queue:low"));
        Assert.Contains(spans, static span => span.Source.Name == RedisSpans.SourceName && span.OperationName.StartsWith("EVAL", StringComparison.Ordinal));
        Assert.Equal("job retry", Assert.Single(spans, static span => span.Source.Name == VerbTelemetry.SourceName).OperationName);
        var verb = Assert.Single(refused, static span => span.Source.Name == VerbTelemetry.SourceName);
        Assert.Equal(("Usage", "VerbException"), (verb.GetTagItem("sidekiq.result"), verb.GetTagItem("error.type")));
        Assert.DoesNotContain(Secret, TextOf([.. spans, .. refused]), StringComparison.Ordinal);
    }

    /// <summary>All spans of one request.</summary>
    private static async Task<IReadOnlyList<Activity>> TraceAsync(TestServer server, HttpMethod method, string path, string? json = null)
    {
        var trace = ActivityTraceId.CreateRandom();
        var spans = new ConcurrentQueue<Activity>();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is VerbTelemetry.SourceName or RedisSpans.SourceName or "Microsoft.Orleans.Application" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = span =>
            {
                if (span.TraceId == trace)
                {
                    spans.Enqueue(span);
                    if (span.Source.Name == "Microsoft.AspNetCore")
                    {
                        ended.TrySetResult();
                    }
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(method, path) { Headers = { { "traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01" } } };
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        await ended.Task.WaitAsync(TestContext.Current.CancellationToken);
        return [.. spans];
    }

    private static string TextOf(IEnumerable<Activity> spans) => string.Join('\n', spans.Select(static span =>
        $"{span.OperationName} {span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Baggage)} "
        + string.Join(' ', span.Events.Select(static told => $"{told.Name} {string.Join(' ', told.Tags)}"))));
}
