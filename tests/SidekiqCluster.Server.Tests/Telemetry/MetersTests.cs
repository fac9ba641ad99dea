using System.Text.RegularExpressions;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Telemetry;

/// <summary>What Prometheus scrapes.</summary>
public sealed partial class MetersTests(RedisFixture redis)
{
    [Fact]
    public async Task Scrape_OfAShard_HasItsNumbers()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync("stat:processed", 41);
        await database.Redis.SetAddAsync("queues", "low");
        await database.Redis.ListLeftPushAsync("queue:low", ["{\"class\":\"A\",\"args\":[]}", "{\"class\":\"B\",\"args\":[]}"]);
        await database.Redis.SortedSetAddAsync("dead", "{}", 1);
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);

        var scrape = await UntilAsync(server, text => text.Contains("sidekiq_queue_size", StringComparison.Ordinal));
        await server.PostAsync("/api/v1/queues/low/pause");
        var after = await UntilAsync(server, text => text.Contains("sidekiq_acts_total", StringComparison.Ordinal));

        Assert.Contains("""sidekiq_processed_total{otel_scope_name="SidekiqCluster",shard="eu-1"} 41""", scrape, StringComparison.Ordinal);
        Assert.Contains("""sidekiq_queue_size{otel_scope_name="SidekiqCluster",queue="low",shard="eu-1"} 2""", scrape, StringComparison.Ordinal);
        Assert.Contains("""sidekiq_set_size{otel_scope_name="SidekiqCluster",set="dead",shard="eu-1"} 1""", scrape, StringComparison.Ordinal);
        Assert.Contains("""sidekiq_shard_up{otel_scope_name="SidekiqCluster",shard="eu-1"} 1""", scrape, StringComparison.Ordinal);
        Assert.Contains("""sidekiq_acts_total{otel_scope_name="SidekiqCluster",act="QueuePauseVerb",result="Done"} 1""", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrape_AfterVerbs_CountsThoseThatThrewAndReadsToo()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("queues", "low");
        await database.Redis.ListLeftPushAsync("queue:low", "{\"class\":\"A\",\"args\":[]}");
        await using var server = await TestServer.StartAsync(redis, [("eu-1", database.Url)]);

        await server.ReadAsync("/api/v1/jobs?in=queue:low");
        await server.ReadAsync("/api/v1/jobs/export?in=queue:low", "application/x-ndjson");
        Assert.Equal(400, (await server.RefusedAsync(HttpMethod.Post, "/api/v1/jobs/retry", """{"in":["queue:low"],"all":true}""")).Status);
        Assert.Equal(404, (await server.RefusedAsync(HttpMethod.Post, "/api/v1/queues/none/clear", "{}")).Status);
        var scrape = await UntilAsync(server, static text => RefreshTime().Match(text) is { Success: true } time && time.Groups[1].Value != "0");

        Assert.Contains("""sidekiq_reads_total{otel_scope_name="SidekiqCluster",read="JobListVerb",result="Done"} 1""", scrape, StringComparison.Ordinal);
        Assert.Contains("""sidekiq_reads_total{otel_scope_name="SidekiqCluster",read="JobStreamVerb",result="Done"} 1""", scrape, StringComparison.Ordinal);
        Assert.Contains("""sidekiq_acts_total{otel_scope_name="SidekiqCluster",act="JobRetryVerb",result="Usage"} 1""", scrape, StringComparison.Ordinal);
        Assert.Contains("""sidekiq_acts_total{otel_scope_name="SidekiqCluster",act="QueueClearVerb",result="NotFound"} 1""", scrape, StringComparison.Ordinal);
    }

    [GeneratedRegex("""sidekiq_snapshot_refresh_time_seconds_total\{otel_scope_name="SidekiqCluster",shard="eu-1",source="queue:low"\} (\S+)""")]
    private static partial Regex RefreshTime();

    /// <summary>The first scrape of which something holds; the collector asks in the background.</summary>
    private static async Task<string> UntilAsync(TestServer server, Func<string, bool> holds)
    {
        while (true)
        {
            var scrape = await server.ReadAsync("/metrics");
            if (holds(scrape))
            {
                return scrape;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
