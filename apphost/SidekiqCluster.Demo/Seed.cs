using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using StackExchange.Redis;

namespace SidekiqCluster.Demo;

/// <summary>What stands in an installation when the demo begins: a month of history, a backlog, failures and oddities.</summary>
/// <param name="installation">Where it is written.</param>
/// <param name="shard">Whose it is, and what is the matter there.</param>
internal sealed class Seed(Installation installation, DemoShard shard)
{
    private const int DaysOfHistory = 30;
    private const int MinutesOfMetrics = 60;
    private const int OrdinaryRetries = 60;
    private const int DeadJobs = 120;

    private static readonly TimeSpan MarksLifetime = TimeSpan.FromDays(90);
    private static readonly string[] Subscribers = ["ann", "bob", "eve"];

    private readonly Random _random = installation.Random;
    private readonly DateTimeOffset _now = installation.Now;

    /// <summary>Writes all of it.</summary>
    /// <param name="moreJobs">Jobs to add to the backlog.</param>
    /// <param name="progress">Told how many of those are there; null when nobody looks.</param>
    /// <param name="cancellationToken">Ends it between two steps, or two batches of the backlog.</param>
    public async Task WriteAsync(long moreJobs, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        foreach (var step in (Func<Task>[])
        [
            WriteHistoryAsync, WriteMetricsAsync, WriteQueuesAsync, WriteScheduledAsync, WriteRetriesAsync, WriteDeadAsync, WriteOdditiesAsync,
            WriteProfileAsync,
        ])
        {
            cancellationToken.ThrowIfCancellationRequested();
            await step();
        }

        await new Backlog(installation, shard.App).WriteAsync(moreJobs, progress, cancellationToken);
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

        if (installation.Era.HasMetrics)
        {
            await MarkDeployAsync(_now.AddMinutes(-23), "v41 faster imports");
            await MarkDeployAsync(_now.AddDays(-2), "v40 refunds");
        }
    }

    private async Task MarkDeployAsync(DateTimeOffset at, string label)
    {
        var key = at.ToString("yyyyMMdd'-marks'", CultureInfo.InvariantCulture);
        await installation.Redis.HashSetAsync(key, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm':00Z'", CultureInfo.InvariantCulture), label);
        await installation.Redis.KeyExpireAsync(key, MarksLifetime);
    }

    private async Task WriteMetricsAsync()
    {
        for (var minute = 1; minute <= MinutesOfMetrics; minute++)
        {
            foreach (var job in shard.App.Jobs.Where(_ => _random.Next(3) > 0))
            {
                int[] durations = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => job.TypicalMs * _random.Next(50, 250) / 100)];
                await installation.MeasureAsync(job.Class, _now.AddMinutes(-minute), durations, _random.Next(100) < job.FailureRate ? 1 : 0);
            }
        }
    }

    private async Task WriteQueuesAsync()
    {
        var backlogged = shard.App.Jobs[^1];
        foreach (var job in shard.App.Jobs)
        {
            var count = job == backlogged ? shard.BacklogJobs : _random.Next(5, 120);
            await installation.EnqueueAsync(job.Queue, Enumerable.Range(0, count)
                .Select(i => (RedisValue)Installation.Text(job.ToPayload(installation, _now.AddSeconds(-(count - i) * 2.5), isEnqueued: true))));
        }

        await installation.Redis.SetAddAsync("queues", "archive");
        await installation.Redis.SetAddAsync("paused", backlogged.Queue);
    }

    private async Task WriteScheduledAsync()
    {
        var client = new SimulatedClient(installation, shard.App);
        for (var i = 0; i < SimulatedClient.MostScheduled; i++)
        {
            await client.ScheduleAsync(_now.AddMinutes(-_random.Next(600)), TimeSpan.FromSeconds(_random.Next(20, 86_400)));
        }
    }

    private async Task WriteRetriesAsync()
    {
        for (var i = 0; i < OrdinaryRetries + shard.StormRetries; i++)
        {
            var isStorm = i < shard.StormRetries;
            var job = isStorm ? shard.App.Jobs[0] : shard.App.Any(_random);
            var failedAt = _now.AddMinutes(-_random.Next(1, isStorm ? 60 : 300));
            var payload = job.ToPayload(installation, failedAt.AddSeconds(-3), isEnqueued: true);
            Fail(payload, job, failedAt, Math.Min(_random.Next(0, isStorm ? 3 : 6), job.RetryLimit - 1), _now.AddMinutes(-1));
            await installation.AddToSetAsync("retry", _now.AddSeconds(_random.Next(120, 9_000)), Installation.Text(payload));
        }
    }

    private async Task WriteDeadAsync()
    {
        for (var i = 0; i < DeadJobs; i++)
        {
            var job = shard.App.Any(_random);
            var died = _now.AddHours(-_random.Next(1, 900));
            var failed = died - TimeSpan.FromTicks(Enumerable.Range(0, job.RetryLimit).Sum(static retry => Era.LeastRetryDelay(retry).Ticks));
            var payload = job.ToPayload(installation, failed.AddSeconds(-3), isEnqueued: true);
            Fail(payload, job, failed, job.RetryLimit, died);
            await installation.AddToSetAsync("dead", died, Installation.Text(payload));
        }
    }

    private void Fail(JsonObject payload, DemoJob job, DateTimeOffset first, int retries, DateTimeOffset latest)
    {
        installation.Era.MarkFailed(payload, job.Error, first, 0);
        if (retries > 0)
        {
            installation.Era.MarkFailed(payload, job.Error, latest, retries);
        }
    }

    private async Task WriteOdditiesAsync()
    {
        await installation.AddToSetAsync("dead", _now.AddDays(-3), """{"class":"Catalog::ImportJob","args":[1""");
        await installation.AddToSetAsync("dead", _now.AddDays(-4), new byte[] { 0xff, 0xfe, 0x00, 0x1b, 0x5b });
        await installation.EnqueueAsync(
            "archive",
            "no JSON at all",
            new JsonObject { ["class"] = "HardJob", ["args"] = new JsonArray("\u001b[31mred", "[bold]markup[/]"), ["jid"] = installation.NewJid() }.ToJsonString());
        if (installation.Era.HasDelayedExtensions)
        {
            await WriteDelayedAsync();
        }
    }

    private async Task WriteDelayedAsync()
    {
        foreach (var (user, i) in Subscribers.Select((user, i) => (user, i)))
        {
            var payload = new JsonObject
            {
                ["retry"] = true,
                ["queue"] = "default",
                ["class"] = "Sidekiq::Extensions::DelayedClass",
                ["args"] = new JsonArray($"---\n- !ruby/class 'Newsletter::Digest'\n- :purge\n- - {i + 1}\n  - {user}@example.com\n"),
                ["display_class"] = "Newsletter::Digest.purge",
                ["jid"] = installation.NewJid(),
                ["created_at"] = installation.Era.Time(_now.AddMinutes(-i)),
                ["enqueued_at"] = installation.Era.Time(_now.AddMinutes(-i)),
            };
            await installation.EnqueueAsync("archive", Installation.Text(payload));
            Fail(payload, shard.App.Jobs[0], _now, i, _now);
            await installation.AddToSetAsync("retry", _now.AddMinutes(10 + i), Installation.Text(payload));
        }
    }

    private async Task WriteProfileAsync()
    {
        if (!installation.Era.HasProfiles)
        {
            return;
        }

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
                new("started_at", _now.AddHours(-4).ToUnixTimeSeconds()), new("token", "ann"), new("type", shard.App.Jobs[^1].Class),
                new("jid", jid), new("elapsed", "6.5"), new("size", data.Length), new("data", data.ToArray()),
            ]);
        await installation.Redis.KeyExpireAsync($"ann-{jid}", TimeSpan.FromHours(20));
    }
}
