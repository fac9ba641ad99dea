using System.Collections.Concurrent;
using System.Globalization;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

/// <summary>
/// Clients, workers and schedulers as Ruby's, at full speed on a real server: they push, pop, finish, fail, die, requeue,
/// and enqueue what is due. Every payload that they moved stands in a ledger.
/// </summary>
/// <param name="redis">The database, empty before.</param>
/// <param name="seed">Decides on the jobs and the habits.</param>
/// <param name="dueAt">What the schedulers take is due before this time, epoch seconds.</param>
internal sealed class ShardTraffic(IDatabase redis, int seed, double dueAt)
{
    /// <summary>The class of the jobs that somebody acts on.</summary>
    public const string TargetClass = "Target";

    /// <summary>What the payload of such a job begins with.</summary>
    public const string TargetPayload = $$"""{"class":"{{TargetClass}}",""";

    private const string PopDue =
        """
        local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, 1)
        if due[1] then redis.call('ZREM', KEYS[1], due[1]) end
        return due[1]
        """;

    private const int Workers = 3;
    private const int MaxInitial = 80;
    private const int LongestQueue = 400;

    private static readonly string[] QueueNames = ["default", "critical", "low"];
    private static readonly string[] Sets = ["schedule", "retry"];

    private readonly int _differentJobs = new Random(seed).Next(3) == 0 ? 6 : int.MaxValue;
    private readonly ConcurrentDictionary<string, long> _pushes = new();
    private Task _work = Task.CompletedTask;
    private volatile bool _isStopping;
    private int _made;
    private long _pushed;

    /// <summary>What the workers did.</summary>
    public WorkerLedger Ledger { get; } = new();

    /// <summary>Whether no two jobs ever had the same bytes.</summary>
    public bool AreUnique => _differentJobs == int.MaxValue;

    /// <summary>When a job was pushed, compared with others, if it stands where it was pushed; null once it was moved.</summary>
    public long? PushNumberOf(string payload) => _pushes.TryGetValue(payload, out var number) ? number : null;

    /// <summary>Writes the first jobs.</summary>
    public async Task FillAsync()
    {
        var random = new Random(seed);
        await Task.WhenAll(Enumerable.Range(0, random.Next(MaxInitial)).Select(_ => PushAsync(random)));
        await Task.WhenAll(Enumerable.Range(0, random.Next(MaxInitial)).Select(_ => FailAsync(random, NewPayload(random))));
        await Task.WhenAll(Enumerable.Range(0, random.Next(MaxInitial)).Select(
            _ => AddAsync("schedule", NewPayload(random), ScoreOf(random))));
    }

    /// <summary>Sets everybody to work.</summary>
    public void Start() => _work = Task.WhenAll(
    [
        RepeatAsync(1, async random => await (await redis.ListLengthAsync("queue:low") < LongestQueue ? PushAsync(random) : Task.CompletedTask)),
        RepeatAsync(2, ScheduleAsync),
        .. Enumerable.Range(3, Workers).Select(worker => RepeatAsync(worker, WorkAsync)),
    ]);

    /// <summary>Waits until everybody has put down what was in hand.</summary>
    public Task StopAsync()
    {
        _isStopping = true;
        return _work;
    }

    private async Task RepeatAsync(int who, Func<Random, Task> act)
    {
        var random = new Random(HashCode.Combine(seed, who));
        while (!_isStopping)
        {
            await act(random);
        }
    }

    private async Task PushAsync(Random random)
    {
        var queue = Pick(random, QueueNames);
        var payload = NewPayload(random);
        Ledger.Put($"queue:{queue}", payload);
        _pushes[payload] = Interlocked.Increment(ref _pushed);
        await Task.WhenAll(redis.SetAddAsync("queues", queue), redis.ListLeftPushAsync($"queue:{queue}", payload));
    }

    private async Task WorkAsync(Random random)
    {
        var key = $"queue:{Pick(random, QueueNames)}";
        if ((string?)await redis.ListRightPopAsync(key) is not { } payload)
        {
            return;
        }

        _pushes.TryRemove(payload, out _);
        Ledger.Take(key, payload);
        switch (random.Next(8))
        {
            case 0:
                await FailAsync(random, payload);
                break;
            case 1:
                await AddAsync("dead", payload, dueAt);
                break;
            case 2 or 3:
                Ledger.Put(key, payload);
                await redis.ListRightPushAsync(key, payload);
                break;
        }
    }

    private async Task ScheduleAsync(Random random)
    {
        var key = Pick(random, Sets);
        if ((string?)await redis.ScriptEvaluateAsync(PopDue, [key], [dueAt]) is { } payload)
        {
            Ledger.Take(key, payload);
            var queue = Pick(random, QueueNames);
            Ledger.Put($"queue:{queue}", payload);
            await redis.ListLeftPushAsync($"queue:{queue}", payload);
        }
    }

    private Task FailAsync(Random random, string payload) => AddAsync("retry", payload, ScoreOf(random));

    private async Task AddAsync(string key, string payload, double score) =>
        Ledger.Put(key, payload, score, isNew: await redis.SortedSetAddAsync(key, payload, score));

    private string NewPayload(Random random)
    {
        var number = AreUnique ? Interlocked.Increment(ref _made) : random.Next(_differentJobs);
        var jobClass = random.Next(2) == 0 ? TargetClass : "Other";
        var queue = Pick(random, QueueNames);
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"class":"{{jobClass}}","args":[{{number}}],"queue":"{{queue}}","jid":"{{number:x24}}"}""");
    }

    private double ScoreOf(Random random) => dueAt + random.Next(-3, 30);

    private static string Pick(Random random, string[] names) => names[random.Next(names.Length)];
}
