using System.Globalization;
using SidekiqCluster.Redis.Tests.DataApi.Operations;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>Others at one queue, as its length and the seed have it: who push, pop, push back, and delete.</summary>
internal sealed class QueueTraffic(IDatabase redis, int seed)
{
    /// <summary>The queue.</summary>
    public const string Key = "queue:default";

    /// <summary>The class of the jobs that are deleted.</summary>
    public const string Target = "Target";

    private const int Shortest = 150;
    private const int Longest = 900;
    private const int Others = 3;

    private readonly WorkerLedger _ledger = new();
    private readonly Lock _gate = new();
    private readonly List<string> _made = [];
    private readonly HashSet<string> _moved = [];
    private readonly Random _random = new(seed);

    // Some queues hold jobs of equal bytes, in some others delete, and of some all jobs are deleted.
    private readonly int _different = seed % 7 == 3 ? 40 : int.MaxValue;
    private readonly bool _isDeletedFrom = seed % 3 == 1;
    private readonly int _every = new[] { 1, 2, 3, 20 }[seed % 4];
    private volatile bool _isStopping;
    private Task _work = Task.CompletedTask;
    private int _number;

    private bool AreUnique => _different == int.MaxValue;

    /// <summary>Writes the first jobs.</summary>
    public Task FillAsync() => Task.WhenAll(Enumerable.Range(0, _random.Next(Shortest, Longest)).Select(_ => PushAsync()));

    /// <summary>Sets everybody to work.</summary>
    public void Start() => _work = Task.WhenAll(Enumerable.Range(0, Others).Select(who => Task.Run(() => WorkAsync(new Random(HashCode.Combine(seed, who))))));

    /// <summary>Waits until everybody has put down what was in hand.</summary>
    public Task StopAsync()
    {
        _isStopping = true;
        return _work;
    }

    /// <summary>What is wrong; null when nothing is.</summary>
    public async Task<string?> FindViolationAsync(OperationResult result)
    {
        var left = (await redis.ListRangeAsync(Key)).Select(job => job.ToString()).ToList();
        var found = left.CountBy(job => job).ToDictionary();
        var expected = _ledger.Counts.ToDictionary(count => count.Key.Payload, count => count.Value);
        var changes = found.Keys.Union(expected.Keys)
            .Select(job => (Job: job, By: found.GetValueOrDefault(job) - expected.GetValueOrDefault(job)))
            .Where(change => change.By != 0)
            .ToList();
        var untouched = left.Where(job => !_moved.Contains(job)).ToList();
        return changes.Where(change => change.By > 0 || !IsTarget(change.Job)).Select(change => $"{change} is not of this act").FirstOrDefault()
            ?? (-changes.Sum(change => change.By) is var taken && taken != result.Done ? $"{taken} were taken, {result.Done} told"
            : result.Done + result.Gone != result.Matched ? "not every job is done or gone"
            : AreUnique && !untouched.SequenceEqual(untouched.OrderByDescending(NumberOf)) ? "disorder"
            : AreUnique && left.SkipWhile(job => !_moved.Contains(job)).Any(job => !_moved.Contains(job)) ? "one stands behind those that were pushed back"
            : await redis.KeyTimeToLiveAsync(Key) is not null ? "the queue expires"
            : await LeftBehindAsync());
    }

    private async Task<string?> LeftBehindAsync()
    {
        var server = redis.Multiplexer.GetServers()[0];
        var copies = await server.KeysAsync(redis.Database, "sidekiq-cluster:copy:*").ToListAsync();
        return copies.Count > 0 ? $"{copies[0]} is left" : null;
    }

    private async Task WorkAsync(Random random)
    {
        while (!_isStopping)
        {
            await (random.Next(100) switch
            {
                < 45 => PushAsync(),
                < 90 => PopAsync(isPushedBack: false),
                < 99 => PopAsync(isPushedBack: true),
                _ when _isDeletedFrom => DeleteAsync(random),
                _ => PushAsync(),
            });
        }
    }

    private async Task PushAsync()
    {
        Task pushing;
        lock (_gate)
        {
            var number = _number++;
            number = AreUnique ? number : number % _different;
            var jobClass = number % _every == 0 ? Target : "Other";
            var job = string.Create(CultureInfo.InvariantCulture, $$"""{"class":"{{jobClass}}","args":[],"jid":"{{number}}"}""");
            _made.Add(job);
            _ledger.Put(Key, job);
            pushing = redis.ListLeftPushAsync(Key, job);
        }

        await pushing;
    }

    private async Task PopAsync(bool isPushedBack)
    {
        if ((string?)await redis.ListRightPopAsync(Key) is not { } job)
        {
            return;
        }

        lock (_gate)
        {
            _moved.Add(job);
        }

        _ledger.Take(Key, job);
        if (isPushedBack)
        {
            _ledger.Put(Key, job);
            await redis.ListRightPushAsync(Key, job);
        }
    }

    private async Task DeleteAsync(Random random)
    {
        string job;
        lock (_gate)
        {
            job = _made[random.Next(_made.Count)];
        }

        for (var removed = await redis.ListRemoveAsync(Key, job, 1); removed > 0; removed--)
        {
            _ledger.Take(Key, job);
        }
    }

    private static bool IsTarget(string job) => job.Contains(Target, StringComparison.Ordinal);

    private static int NumberOf(string job) => System.Text.Json.JsonElement.Parse(job).GetProperty("jid").GetString() is { } jid
        ? int.Parse(jid, CultureInfo.InvariantCulture)
        : -1;
}
