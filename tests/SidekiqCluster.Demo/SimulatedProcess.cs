using System.Globalization;
using System.Text.Json.Nodes;
using StackExchange.Redis;

namespace SidekiqCluster.Demo;

/// <summary>A Sidekiq process with its threads: takes jobs, finishes or fails them after a while, and reports.</summary>
internal sealed class SimulatedProcess(Installation installation, string hostname, int pid, string tag, int concurrency, params string[] queues)
{
    private readonly Dictionary<string, (string Queue, string Payload, DateTimeOffset RunAt, DateTimeOffset Until)> _threads = [];
    private readonly DateTimeOffset _startedAt = installation.Now.AddMinutes(-installation.Random.Next(30, 3_000));
    private readonly string _identity = $"{hostname}:{pid}:{installation.NewJid()[..12]}";

    /// <summary>Whether it takes no new jobs.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Finishes what is due and fills free threads.</summary>
    public async Task WorkAsync()
    {
        foreach (var (thread, job) in _threads.Where(t => t.Value.Until <= installation.Now).ToArray())
        {
            _threads.Remove(thread);
            await FinishAsync(job.Payload, job.RunAt);
        }

        for (var i = 0; i < concurrency && !IsQuiet; i++)
        {
            var thread = ((i * 36 * 36) + pid).ToString("x", CultureInfo.InvariantCulture);
            if (!_threads.ContainsKey(thread) && await FetchAsync() is { } job)
            {
                _threads[thread] = job;
            }
        }
    }

    /// <summary>Writes what a heartbeat writes.</summary>
    public async Task BeatAsync()
    {
        var weights = new JsonObject(queues.Select(queue => KeyValuePair.Create(queue, (JsonNode?)0)));
        var info = new JsonObject
        {
            ["hostname"] = hostname,
            ["started_at"] = Installation.Seconds(_startedAt),
            ["pid"] = pid,
            ["tag"] = tag,
            ["queues"] = new JsonArray([.. queues.Select(queue => (JsonNode)queue)]),
            ["labels"] = new JsonArray("demo"),
            ["identity"] = _identity,
            ["version"] = "8.1.7",
            ["embedded"] = false,
            ["capsules"] = new JsonObject
            {
                ["default"] = new JsonObject { ["concurrency"] = concurrency, ["mode"] = "strict", ["weights"] = weights },
            },
        };
        var redis = installation.Redis;
        await redis.SetAddAsync("processes", _identity);
        await redis.HashSetAsync(
            _identity,
            [
                new("info", info.ToJsonString()), new("concurrency", concurrency), new("busy", _threads.Count),
                new("beat", Installation.Seconds(installation.Now)), new("rtt_us", installation.Random.Next(60, 400)),
                new("quiet", IsQuiet ? "true" : "false"), new("rss", installation.Random.Next(180_000, 420_000)),
            ]);
        await redis.KeyExpireAsync(_identity, TimeSpan.FromMinutes(1));
        await redis.KeyDeleteAsync($"{_identity}:work");
        if (_threads.Count > 0)
        {
            await redis.HashSetAsync($"{_identity}:work", [.. _threads.Select(t => new HashEntry(t.Key, Describe(t.Value.Queue, t.Value.Payload, t.Value.RunAt)))]);
            await redis.KeyExpireAsync($"{_identity}:work", TimeSpan.FromMinutes(1));
        }
    }

    private static string Describe(string queue, string payload, DateTimeOffset runAt) =>
        new JsonObject { ["queue"] = queue, ["payload"] = payload, ["run_at"] = runAt.ToUnixTimeSeconds() }.ToJsonString();

    private async Task<(string Queue, string Payload, DateTimeOffset RunAt, DateTimeOffset Until)?> FetchAsync()
    {
        foreach (var queue in queues)
        {
            if (await installation.Redis.SetContainsAsync("paused", queue))
            {
                continue;
            }

            if (await installation.Redis.ListRightPopAsync($"queue:{queue}") is { IsNull: false } payload)
            {
                var duration = KindOf(payload!)?.TypicalMs ?? 100;
                var until = installation.Now.AddMilliseconds(duration * installation.Random.Next(50, 900) / 100.0);
                return (queue, payload!, installation.Now, until);
            }
        }

        return null;
    }

    private async Task FinishAsync(string raw, DateTimeOffset runAt)
    {
        if (KindOf(raw) is not { } kind)
        {
            // What cannot be read goes to the dead set, as a real process does.
            await installation.AddToSetAsync("dead", installation.Now, raw);
            return;
        }

        var hasFailed = installation.Random.Next(100) < kind.FailureRate;
        await installation.CountAsync(installation.Now, 1, hasFailed ? 1 : 0);
        await installation.MeasureAsync(
            kind.Class, installation.Now, hasFailed ? [] : [(int)(installation.Now - runAt).TotalMilliseconds], hasFailed ? 1 : 0);
        if (hasFailed)
        {
            var payload = (JsonObject)JsonNode.Parse(raw)!;
            var count = payload["retry_count"] is { } before ? before.GetValue<int>() + 1 : 0;
            var retryAt = installation.Now.AddSeconds(Math.Pow(count, 4) + 15 + installation.Random.Next(10 * (count + 1)));
            await installation.AddToSetAsync(
                "retry", retryAt, Installation.Text(kind.Failed(payload, installation.Now, count, installation.Now)));
        }
    }

    private static DemoJob? KindOf(string raw) =>
        DemoJob.All.FirstOrDefault(kind => raw.Contains($"\"{kind.Class}\"", StringComparison.Ordinal));
}
