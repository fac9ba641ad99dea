using System.Text;
using System.Text.RegularExpressions;
using SidekiqCluster.Server.Hosting;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Telemetry;

/// <summary>What Prometheus scrapes, from a server in a process of its own: servers of one process would tell of each other's.</summary>
public sealed partial class MetersTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scrape_OfAShard_HasItsNumbers()
    {
        await using var databases = await TestDatabases.TakeAsync(redis, 2);
        var shard = databases.All[1].Redis;
        await shard.StringSetAsync("stat:processed", 41);
        await shard.SetAddAsync("queues", "low");
        await shard.ListLeftPushAsync("queue:low", ["{\"class\":\"A\",\"args\":[]}", "{\"class\":\"B\",\"args\":[]}"]);
        await shard.SortedSetAddAsync("dead", "{}", 1);
        using var http = new HttpClient();
        await using var cluster = await ServerCluster.StartAsync(databases.All[0], [databases.All[1]], 1, http);

        await UntilItTellsAsync(
            http,
            cluster.Urls[0],
            """sidekiq_processed_total{otel_scope_name="SidekiqCluster",shard="s0"} 41""",
            """sidekiq_queue_size{otel_scope_name="SidekiqCluster",queue="low",shard="s0"} 2""",
            """sidekiq_set_size{otel_scope_name="SidekiqCluster",set="dead",shard="s0"} 1""",
            """sidekiq_shard_up{otel_scope_name="SidekiqCluster",shard="s0"} 1""");
    }

    [Fact]
    public async Task Scrape_AfterVerbs_CountsThoseThatThrewAndReadsToo()
    {
        await using var databases = await TestDatabases.TakeAsync(redis, 2);
        await databases.All[1].Redis.SetAddAsync("queues", "low");
        await databases.All[1].Redis.ListLeftPushAsync("queue:low", "{\"class\":\"A\",\"args\":[]}");
        using var http = new HttpClient();
        await using var cluster = await ServerCluster.StartAsync(databases.All[0], [databases.All[1]], 1, http);
        var api = cluster.Urls[0] + "/api/v1";

        await http.GetStringAsync($"{api}/jobs?in=queue:low", Token);
        await http.GetStringAsync($"{api}/jobs/export?in=queue:low", Token);
        await PostAsync(http, $"{api}/queues/low/pause", "{}", 200);
        await PostAsync(http, $"{api}/jobs/retry", """{"in":["queue:low"],"all":true}""", 400);

        var scrape = await UntilItTellsAsync(
            http,
            cluster.Urls[0],
            """sidekiq_reads_total{otel_scope_name="SidekiqCluster",read="JobListVerb",result="Done"} 1""",
            """sidekiq_reads_total{otel_scope_name="SidekiqCluster",read="JobStreamVerb",result="Done"} 1""",
            """sidekiq_acts_total{otel_scope_name="SidekiqCluster",act="QueuePauseVerb",result="Done"} 1""",
            """sidekiq_acts_total{otel_scope_name="SidekiqCluster",act="JobRetryVerb",result="Usage"} 1""",
            "sidekiq_snapshot_refresh_time_seconds_total{");
        Assert.True(double.Parse(RefreshTime().Match(scrape).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    [GeneratedRegex("""sidekiq_snapshot_refresh_time_seconds_total\{otel_scope_name="SidekiqCluster",shard="s0",source="queue:low"\} (\S+)""")]
    private static partial Regex RefreshTime();

    private static async Task PostAsync(HttpClient http, string url, string json, int status)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(url, body, Token);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    /// <summary>The first scrape that has all of some texts; the server reads its shards in the background.</summary>
    private static async Task<string> UntilItTellsAsync(HttpClient http, string server, params string[] texts)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var scrape = await http.GetStringAsync($"{server}/metrics", Token);
            var missing = texts.FirstOrDefault(text => !scrape.Contains(text, StringComparison.Ordinal));
            if (missing is null)
            {
                return scrape;
            }

            Assert.False(patience.IsCancellationRequested, $"{missing} is not in {scrape}");
            await Task.Delay(100, Token);
        }
    }
}
