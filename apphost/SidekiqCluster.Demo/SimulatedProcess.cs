using System.Globalization;
using System.Text.Json.Nodes;
using StackExchange.Redis;

namespace SidekiqCluster.Demo;

/// <summary>A Sidekiq process with its threads: takes jobs, finishes or fails them after a while, obeys signals and reports.</summary>
internal sealed record SimulatedProcess(
    Installation Installation, DemoApp App, string Hostname, int Pid, string Tag, int Concurrency, IReadOnlyList<string> Queues)
{
    private static readonly TimeSpan HangsFor = TimeSpan.FromHours(6);

    private readonly Dictionary<string, (string Queue, string Payload, DateTimeOffset RunAt, DateTimeOffset Until)> _threads = [];
    private readonly string _identity = $"{Hostname}:{Pid}:{Installation.NewJid()[..12]}";

    /// <summary>Whether it takes no new jobs.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Whether its threads are busy with what they began hours ago.</summary>
    public bool IsStuck { get; init; }

    /// <summary>When it began; the first ones did long before the demo.</summary>
    public DateTimeOffset StartedAt { get; init; } = Installation.Now.AddMinutes(-Installation.Random.Next(400, 3_000));

    /// <summary>The process that begins now in place of this one. It hangs no more.</summary>
    public SimulatedProcess Restarted() => new(Installation, App, Hostname, Pid + 1, Tag, Concurrency, Queues) { StartedAt = Installation.Now };

    /// <summary>Finishes what is due and fills free threads.</summary>
    public async Task WorkAsync()
    {
        foreach (var (thread, job) in _threads.Where(t => t.Value.Until <= Installation.Now).ToArray())
        {
            _threads.Remove(thread);
            await FinishAsync(job.Payload, job.RunAt);
        }

        for (var i = 0; i < Concurrency && !IsQuiet; i++)
        {
            var thread = ((i * 36 * 36) + Pid).ToString("x", CultureInfo.InvariantCulture);
            if (!_threads.ContainsKey(thread) && await FetchAsync() is { } job)
            {
                _threads[thread] = job;
            }
        }
    }

    /// <summary>Writes what a heartbeat writes, and obeys one signal.</summary>
    /// <returns>Whether it goes on; false when it was told to stop, and has.</returns>
    public async Task<bool> BeatAsync()
    {
        var info = new JsonObject
        {
            ["hostname"] = Hostname,
            ["started_at"] = Era.Float(Installation.Seconds(StartedAt)),
            ["pid"] = Pid,
            ["tag"] = Tag,
            ["queues"] = new JsonArray([.. Queues.Select(queue => (JsonNode)queue)]),
            ["labels"] = new JsonArray("demo"),
            ["identity"] = _identity,
        };
        Installation.Era.Describe(info, Concurrency, Queues);
        var redis = Installation.Redis;
        await redis.SetAddAsync("processes", _identity);
        await redis.HashSetAsync(
            _identity,
            [
                new("info", Installation.Text(info)), new("busy", _threads.Count), new("beat", Installation.Seconds(Installation.Now)),
                new("rtt_us", Installation.Random.Next(60, 400)), new("quiet", IsQuiet ? "true" : "false"),
                new("rss", Installation.Random.Next(180_000, 420_000)),
                .. Installation.Era.HasMilliseconds ? [new("concurrency", Concurrency)] : Array.Empty<HashEntry>(),
            ]);
        await redis.KeyExpireAsync(_identity, TimeSpan.FromMinutes(1));
        await redis.KeyDeleteAsync($"{_identity}:work");
        if (_threads.Count > 0)
        {
            await redis.HashSetAsync($"{_identity}:work", [.. _threads.Select(t => new HashEntry(t.Key, Describe(t.Value.Queue, t.Value.Payload, t.Value.RunAt)))]);
            await redis.KeyExpireAsync($"{_identity}:work", TimeSpan.FromMinutes(1));
        }

        return await ObeyAsync(await redis.ListRightPopAsync($"{_identity}-signals"));
    }

    private async Task<bool> ObeyAsync(RedisValue signal)
    {
        if (signal == "TSTP")
        {
            IsQuiet = true;
        }

        if (signal != "TERM")
        {
            return true;
        }

        // What is not done in time goes back to the head of its queue.
        foreach (var job in _threads.Values)
        {
            await Installation.Redis.ListRightPushAsync($"queue:{job.Queue}", job.Payload);
        }

        await Installation.Redis.SetRemoveAsync("processes", _identity);
        await Installation.Redis.KeyDeleteAsync($"{_identity}:work");
        return false;
    }

    private static string Describe(string queue, string payload, DateTimeOffset runAt) =>
        Installation.Text(new JsonObject { ["queue"] = queue, ["payload"] = payload, ["run_at"] = runAt.ToUnixTimeSeconds() });

    private async Task<(string Queue, string Payload, DateTimeOffset RunAt, DateTimeOffset Until)?> FetchAsync()
    {
        if (IsStuck)
        {
            return Hanging();
        }

        foreach (var queue in Queues)
        {
            if (await Installation.Redis.SetContainsAsync("paused", queue))
            {
                continue;
            }

            if (await Installation.Redis.ListRightPopAsync($"queue:{queue}") is { IsNull: false } payload)
            {
                var duration = Installation.FindFields(payload) is { } fields ? App.KindOf(fields)?.TypicalMs : null;
                var now = Installation.Now;
                return (queue, payload!, now, now.AddMilliseconds((duration ?? 100) * Installation.Random.Next(50, 900) / 100.0));
            }
        }

        return null;
    }

    /// <summary>A job that was begun hours ago and does not end.</summary>
    private (string Queue, string Payload, DateTimeOffset RunAt, DateTimeOffset Until) Hanging()
    {
        var (kind, began) = (App.Jobs[0], Installation.Now - HangsFor);
        return (kind.Queue, Installation.Text(kind.ToPayload(Installation, began.AddSeconds(-2), isEnqueued: true)), began, DateTimeOffset.MaxValue);
    }

    private async Task FinishAsync(string raw, DateTimeOffset runAt)
    {
        if (Installation.FindFields(raw) is not { } payload)
        {
            await Installation.BuryAsync(raw);
            return;
        }

        var (jobClass, kind, now) = (DemoJob.ClassOf(payload), App.KindOf(payload), Installation.Now);
        var error = kind is null
            ? ("NameError", $"uninitialized constant {jobClass}")
            : Installation.Random.Next(100) < kind.FailureRate ? kind.Error : default((string, string)?);
        await Installation.CountAsync(now, 1, error is null ? 0 : 1);
        await Installation.MeasureAsync(
            jobClass, now, error is null ? [(int)(now - runAt).TotalMilliseconds] : [], error is null ? 0 : 1);
        if (error is { } raised)
        {
            await Installation.FailAsync(payload, raised);
        }
    }
}
