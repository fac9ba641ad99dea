using System.Text.Json;
using StackExchange.Redis;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Live;

/// <summary>
/// Chooses acts at random that make sense in the present state of a shard. Where Ruby's act has a fault that ours does
/// not have, it chooses something else; what that is, is said there.
/// </summary>
internal sealed class RandomActs(int seed, string shardName, IDatabase redis, DateTimeOffset now)
{
    private static readonly string[] Sets = ["schedule", "retry", "dead"];
    private static readonly string[] Queues = ["default", "low", "mailers"];
    private static readonly string[] Signals = ["quiet", "stop", "dump"];

    private readonly Random _random = new(seed);

    /// <summary>The next act; null when chance chose one that nothing there is good for.</summary>
    public Task<RandomAct?> NextAsync() => _random.Next(18) switch
    {
        0 or 1 => DeleteFromQueueAsync(),
        2 => ClearQueueAsync(),
        3 or 4 => DeleteFromSetAsync(),
        5 or 6 or 7 => MoveAsync("retry", (shard, entry, token) => SetOf(shard, entry.Source).RetryAsync(entry, token)),
        8 or 9 => MoveAsync("add_to_queue", (shard, entry, token) => SetOf(shard, entry.Source).AddToQueueAsync(entry, token)),
        10 => KillAsync(),
        11 => RescheduleAsync(),
        12 => ClearSetAsync(),
        13 => AllAsync(),
        14 => SignalAsync(),
        15 or 16 => Task.FromResult<RandomAct?>(Push()),
        _ => Task.FromResult<RandomAct?>(_random.Next(2) == 0 ? AddToDead() : Reset()),
    };

    private static IJobSet SetOf(ISidekiqShard shard, JobSource source) => source.Kind switch
    {
        JobSourceKind.Scheduled => shard.ScheduledSet,
        JobSourceKind.Retry => shard.RetrySet,
        _ => shard.DeadSet,
    };

    private static JobSource SourceOf(string set) => set switch
    {
        "schedule" => JobSource.Scheduled,
        "retry" => JobSource.Retry,
        _ => JobSource.Dead,
    };

    private static string Base64(JobRecord job) => Convert.ToBase64String(job.Raw.Span);

    private static object Question(string name, string set, SortedEntry entry) =>
        new { name, set, score = entry.Score, value = Base64(entry) };

    // Ruby's push adds what is missing, and takes a job with "at" for a scheduled one.
    private static bool IsWhole(JobRecord job) =>
        job is { IsMalformed: false, Class: not null, Args: not null, Jid: not null, Queue: not null }
        && JsonElement.Parse(job.Raw.Span) is var fields
        && fields.TryGetProperty("created_at", out _) && fields.TryGetProperty("retry", out _) && !fields.TryGetProperty("at", out _);

    private async Task<RandomAct?> DeleteFromQueueAsync()
    {
        if (await PickQueueAsync() is not { } queue || await redis.ListRangeAsync($"queue:{queue}") is not [_, ..] values)
        {
            return null;
        }

        // Of copies that stand apart, Ruby removes the newest and we the oldest.
        var value = values[_random.Next(values.Length)];
        if (Array.LastIndexOf(values, value) - Array.IndexOf(values, value) != values.Count(other => other == value) - 1)
        {
            return null;
        }

        var job = new JobRecord(shardName, JobSource.Queue(queue), (byte[])value!);
        return new RandomAct(
            new { name = "queue_delete", queue, value = Base64(job) },
            async (shard, token) => await shard.Queue(queue).DeleteAsync(job, token));
    }

    private async Task<RandomAct?> ClearQueueAsync() => await PickQueueAsync() is not { } queue ? null : new RandomAct(
        new { name = "queue_clear", queue }, async (shard, token) => await shard.Queue(queue).ClearAsync(token));

    private async Task<RandomAct?> DeleteFromSetAsync()
    {
        var set = Pick(Sets);
        return await PickEntryAsync(set, static _ => true) is not { } entry ? null : new RandomAct(
            Question("delete", set, entry), async (shard, token) => await SetOf(shard, entry.Source).DeleteAsync(entry, token));
    }

    private async Task<RandomAct?> MoveAsync(
        string name, Func<ISidekiqShard, SortedEntry, CancellationToken, Task<OperationResult>> actAsync)
    {
        var set = Pick(Sets);
        return await PickEntryAsync(set, IsWhole, isAlone: true) is not { } entry ? null : new RandomAct(
            Question(name, set, entry), async (shard, token) => await actAsync(shard, entry, token));
    }

    // Ruby kills what is dead once more.
    private async Task<RandomAct?> KillAsync()
    {
        var set = Pick(Sets[..2]);
        return await PickEntryAsync(set, IsWhole, isAlone: true) is not { } entry ? null : new RandomAct(
            Question("kill", set, entry), async (shard, token) => await SetOf(shard, entry.Source).KillAsync(entry, token));
    }

    private async Task<RandomAct?> RescheduleAsync()
    {
        var set = Pick(Sets);
        var at = now.AddSeconds(_random.Next(1, 1_000_000));
        return await PickEntryAsync(set, IsWhole) is not { } entry ? null : new RandomAct(
            new { name = "reschedule", set, score = entry.Score, value = Base64(entry), at = at.ToUnixTimeMilliseconds() / 1000.0 },
            async (shard, token) => await SetOf(shard, entry.Source).RescheduleAsync(entry, at, token));
    }

    private async Task<RandomAct?> ClearSetAsync()
    {
        var set = Pick(Sets);
        await Task.CompletedTask;
        return _random.Next(3) > 0 ? null : new RandomAct(
            new { name = "set_clear", set }, async (shard, token) => await SetOf(shard, SourceOf(set)).ClearAsync(token));
    }

    // Ruby stops at a malformed job and has lost it; it takes the latest first, and we the earliest.
    private async Task<RandomAct?> AllAsync()
    {
        var isKill = _random.Next(2) == 0;
        var set = isKill ? "retry" : Pick(Sets[1..]);
        var entries = await ReadAsync(set);
        if (entries.Count == 0 || !entries.All(entry => IsWhole(entry) && IsAlone(entry, entries)))
        {
            return null;
        }

        return isKill
            ? new RandomAct(new { name = "kill_all", set }, async (shard, token) => await shard.RetrySet.KillAllAsync(cancellationToken: token))
            : new RandomAct(
                new { name = "retry_all", set },
                async (shard, token) => await SetOf(shard, SourceOf(set)).RetryAllAsync(cancellationToken: token),
                KeepsOrder: false);
    }

    // Ruby signals the dead, and the same again.
    private async Task<RandomAct?> SignalAsync()
    {
        var identities = (await redis.SetMembersAsync("processes")).Select(member => (string)member!).Order(StringComparer.Ordinal).ToArray();
        if (identities.Length == 0)
        {
            return null;
        }

        var (identity, name) = (Pick(identities), Pick(Signals));
        var isHeard = await redis.HashExistsAsync(identity, "info")
            && await redis.HashGetAsync(identity, "quiet") != "true"
            && await redis.ListLengthAsync(identity + "-signals") == 0;
        return !isHeard ? null : new RandomAct(new { name, identity }, async (shard, token) => name switch
        {
            "quiet" => await shard.Processes.QuietAsync(identity, token),
            "stop" => await shard.Processes.StopAsync(identity, token),
            _ => await shard.Processes.DumpThreadsAsync(identity, token),
        });
    }

    private RandomAct AddToDead()
    {
        var payload = $$"""{"class":"Ext","args":[{{_random.Next(1000)}}],"jid":"{{_random.NextInt64():x24}}"}""";
        var job = new JobRecord(shardName, JobSource.Dead, System.Text.Encoding.UTF8.GetBytes(payload));
        return new RandomAct(
            new { name = "dead_add", set = "dead", value = Base64(job) }, async (shard, token) => await shard.DeadSet.AddAsync(job.Raw, token));
    }

    private RandomAct Push()
    {
        var (queue, jid) = (Pick(Queues), $"{_random.NextInt64():x24}");
        var args = $$"""[{{_random.Next(1000)}},{"größe":[1.5,null,"{{_random.Next()}} ✓"]}]""";
        var at = _random.Next(3) > 0 ? default(DateTimeOffset?) : now.AddSeconds(_random.Next(1, 100_000));
        var item = new Dictionary<string, object>
        {
            ["class"] = "Push::Übung",
            ["args"] = JsonElement.Parse(args),
            ["queue"] = queue,
            ["jid"] = jid,
        };
        if (at is { } time)
        {
            item["at"] = time.ToUnixTimeSeconds();
        }

        var request = new JobRequest { Class = "Push::Übung", Args = JsonArguments.FromJson(args), Queue = queue, Jid = jid, At = at };
        return new RandomAct(
            new { name = at is null ? "push" : "push_at", item }, async (shard, token) => await shard.Client.PushAsync(request, token));
    }

    private RandomAct Reset()
    {
        var counters = (StatCounters)_random.Next(1, 4);
        return new RandomAct(
            new { name = "reset", counters = counters.ToString().ToLowerInvariant().Split(", ") },
            async (shard, token) =>
            {
                await shard.Stats.ResetAsync(counters, token);
                return null;
            });
    }

    private async Task<string?> PickQueueAsync()
    {
        var names = (await redis.SetMembersAsync("queues")).Select(member => (string)member!).Order(StringComparer.Ordinal).ToArray();
        return names.Length == 0 ? null : Pick(names);
    }

    private async Task<SortedEntry?> PickEntryAsync(string set, Predicate<SortedEntry> isFit, bool isAlone = false)
    {
        var entries = await ReadAsync(set);
        var fit = entries.Where(entry => isFit(entry) && (!isAlone || IsAlone(entry, entries))).ToArray();
        return fit.Length == 0 ? null : Pick(fit);
    }

    // Ruby hands on the first job of a score whose text holds the jid, and loses all of them when one cannot be parsed.
    private static bool IsAlone(SortedEntry entry, IReadOnlyList<SortedEntry> entries) =>
        entries.Where(other => other.Score == entry.Score).All(other => other == entry || (IsWhole(other) && other.Jid != entry.Jid));

    private async Task<IReadOnlyList<SortedEntry>> ReadAsync(string set) =>
    [
        .. (await redis.SortedSetRangeByRankWithScoresAsync(set))
            .Select(entry => new SortedEntry(shardName, SourceOf(set), (byte[])entry.Element!, entry.Score)),
    ];

    private T Pick<T>(T[] list) => list[_random.Next(list.Length)];
}
