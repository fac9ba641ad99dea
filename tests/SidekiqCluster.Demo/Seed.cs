using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using StackExchange.Redis;

namespace SidekiqCluster.Demo;

/// <summary>What stands in the installation when the demo begins: a month of history, a backlog, failures and oddities.</summary>
internal sealed class Seed(Installation installation)
{
    private const int DaysOfHistory = 30;
    private const int MinutesOfMetrics = 60;

    private static readonly string[] Subscribers = ["ann", "bob", "eve"];

    private readonly Random _random = installation.Random;
    private readonly DateTimeOffset _now = installation.Now;

    public async Task WriteAsync()
    {
        await WriteHistoryAsync();
        await WriteMetricsAsync();
        await WriteQueuesAsync();
        await WriteScheduledAsync();
        await WriteRetriesAsync();
        await WriteDeadAsync();
        await WriteOdditiesAsync();
        await WriteProfileAsync();
    }

    private async Task WriteHistoryAsync()
    {
        for (var day = 0; day < DaysOfHistory; day++)
        {
            var at = _now.AddDays(-day);
            var isWeekend = at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            var processed = _random.Next(30_000, 50_000) / (isWeekend ? 4 : 1);
            await installation.CountAsync(at, processed, processed / _random.Next(40, 90));
        }

        await MarkDeployAsync(_now.AddMinutes(-23), "v41 faster imports");
        await MarkDeployAsync(_now.AddDays(-2), "v40 refunds");
    }

    private Task<bool> MarkDeployAsync(DateTimeOffset at, string label) => installation.Redis.HashSetAsync(
        at.ToString("yyyyMMdd'-marks'", CultureInfo.InvariantCulture),
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm':00Z'", CultureInfo.InvariantCulture),
        label);

    private async Task WriteMetricsAsync()
    {
        for (var minute = 1; minute <= MinutesOfMetrics; minute++)
        {
            foreach (var job in DemoJob.All.Where(_ => _random.Next(3) > 0))
            {
                int[] durations = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => job.TypicalMs * _random.Next(50, 250) / 100)];
                await installation.MeasureAsync(job.Class, _now.AddMinutes(-minute), durations, _random.Next(100) < job.FailureRate ? 1 : 0);
            }
        }
    }

    private async Task WriteQueuesAsync()
    {
        foreach (var (job, count) in DemoJob.All.Zip([120, 45, 12, 400, 8, 5, 60]))
        {
            var payloads = Enumerable.Range(0, count)
                .Select(i => (RedisValue)Installation.Text(job.ToPayload(installation, _now.AddSeconds(-(count - i) * 2.5), isEnqueued: true)));
            await installation.EnqueueAsync(job.Queue, payloads);
        }

        await installation.Redis.SetAddAsync("queues", "exports");
        await installation.Redis.SetAddAsync("paused", "reports");
    }

    private async Task WriteScheduledAsync()
    {
        for (var i = 0; i < 80; i++)
        {
            var job = DemoJob.Any(_random);
            var payload = job.ToPayload(installation, _now.AddMinutes(-_random.Next(600)), isEnqueued: false);
            await installation.AddToSetAsync("schedule", _now.AddSeconds(_random.Next(20, 86_400)), Installation.Text(payload));
        }
    }

    private async Task WriteRetriesAsync()
    {
        for (var i = 0; i < 60; i++)
        {
            // A payment provider in trouble: most retries are of one kind.
            var job = i < 40 ? DemoJob.All[1] : DemoJob.Any(_random);
            var failedAt = _now.AddMinutes(-_random.Next(1, 300));
            var retryCount = _random.Next(0, 6);
            var payload = job.Failed(
                job.ToPayload(installation, failedAt.AddSeconds(-3), isEnqueued: true), failedAt, retryCount, _now.AddMinutes(-1));
            await installation.AddToSetAsync("retry", _now.AddSeconds(_random.Next(30, 9_000)), Installation.Text(payload));
        }
    }

    private async Task WriteDeadAsync()
    {
        for (var i = 0; i < 25; i++)
        {
            var job = DemoJob.Any(_random);
            var died = _now.AddHours(-_random.Next(1, 900));
            var payload = job.Failed(
                job.ToPayload(installation, died.AddDays(-21), isEnqueued: true), died.AddDays(-20), 25, died);
            await installation.AddToSetAsync("dead", died, Installation.Text(payload));
        }
    }

    private async Task WriteOdditiesAsync()
    {
        await installation.AddToSetAsync("dead", _now.AddDays(-3), """{"class":"Catalog::ImportJob","args":[1""");
        await installation.AddToSetAsync("dead", _now.AddDays(-4), new byte[] { 0xff, 0xfe, 0x00, 0x1b, 0x5b });
        await installation.EnqueueAsync(
            "default",
            "no JSON at all",
            new JsonObject { ["class"] = "HardJob", ["args"] = new JsonArray("\u001b[31mred", "[bold]markup[/]"), ["jid"] = installation.NewJid() }.ToJsonString());

        // An application of the Sidekiq 6 days still pushes Delayed Extensions, with times in float seconds.
        foreach (var (user, i) in Subscribers.Select((user, i) => (user, i)))
        {
            var payload = new JsonObject
            {
                ["retry"] = true,
                ["queue"] = "low",
                ["class"] = "Sidekiq::Extensions::DelayedClass",
                ["args"] = new JsonArray($"---\n- !ruby/class 'Newsletter::Digest'\n- :purge\n- - {i + 1}\n  - {user}@example.com\n"),
                ["display_class"] = "Newsletter::Digest.purge",
                ["jid"] = installation.NewJid(),
                ["created_at"] = Installation.Seconds(_now.AddMinutes(-i)),
                ["enqueued_at"] = Installation.Seconds(_now.AddMinutes(-i)),
            };
            await installation.EnqueueAsync("low", Installation.Text(payload));
            await installation.AddToSetAsync("retry", _now.AddMinutes(10 + i), Installation.Text(DemoJob.All[0].Failed(payload, _now, i, _now)));
        }
    }

    private async Task WriteProfileAsync()
    {
        using var data = new MemoryStream();
        await using (var gzip = new GZipStream(data, CompressionMode.Compress, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes("""{"meta":{"product":"a stand-in for a profile"}}"""));
        }

        var jid = installation.NewJid();
        await installation.Redis.SortedSetAddAsync("profiles", $"ann-{jid}", Installation.Seconds(_now.AddHours(20)));
        await installation.Redis.HashSetAsync(
            $"ann-{jid}",
            [
                new("started_at", _now.AddHours(-4).ToUnixTimeSeconds()), new("token", "ann"), new("type", "Catalog::ImportJob"),
                new("jid", jid), new("elapsed", "6.5"), new("size", data.Length), new("data", data.ToArray()),
            ]);
        await installation.Redis.KeyExpireAsync($"ann-{jid}", TimeSpan.FromHours(20));
    }
}
