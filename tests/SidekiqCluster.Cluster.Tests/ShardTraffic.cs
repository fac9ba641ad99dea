using System.Globalization;
using StackExchange.Redis;

namespace SidekiqCluster.Cluster.Tests;

/// <summary>What clients and processes do to one shard all day: push, fetch, finish, fail and tell that they live. It can be held at a quiet moment.</summary>
internal sealed class ShardTraffic(IDatabase redis, int queues, int processes) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _step = new(1);
    private readonly Random _random = new(queues);
    private int _pushed;

    /// <summary>Every queue with some jobs, every process with a heartbeat.</summary>
    public async Task SeedAsync()
    {
        for (var number = 0; number < queues; number++)
        {
            await PushAsync($"queue-{number}", 1 + (number % 5));
        }

        for (var number = 0; number < processes; number++)
        {
            await BeatAsync(number);
        }
    }

    /// <summary>Goes on until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await HoldAsync(cancellationToken);
                await StepAsync();
                GoOn();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The day is over.
        }
    }

    /// <summary>Waits until nothing is under way; nothing happens from then on until it may go on.</summary>
    public Task HoldAsync(CancellationToken cancellationToken) => _step.WaitAsync(cancellationToken);

    /// <summary>Lets it go on.</summary>
    public void GoOn() => _step.Release();

    public void Dispose() => _step.Dispose();

    private async Task StepAsync()
    {
        await PushAsync(AnyQueue(), _random.Next(1, 4));
        for (var number = 0; number < 2; number++)
        {
            var job = await redis.ListRightPopAsync($"queue:{AnyQueue()}");
            await redis.StringIncrementAsync("stat:processed", job.IsNull ? 0 : 1);
            if (!job.IsNull && _random.Next(4) == 0)
            {
                await redis.StringIncrementAsync("stat:failed");
                await redis.SortedSetAddAsync("retry", job, _pushed);
            }
        }

        await BeatAsync(_random.Next(processes));
    }

    private string AnyQueue() => $"queue-{_random.Next(queues)}";

    private async Task PushAsync(string queue, int jobs)
    {
        await redis.SetAddAsync("queues", queue);
        await redis.ListLeftPushAsync($"queue:{queue}", [.. Enumerable.Range(0, jobs).Select(_ => (RedisValue)NewJob(queue))]);
    }

    private string NewJob(string queue)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        return $$"""{"class":"HardJob","args":[{{++_pushed}}],"jid":"{{_pushed:x24}}","queue":"{{queue}}","retry":true,"created_at":{{now}},"enqueued_at":{{now}}}""";
    }

    private async Task BeatAsync(int process)
    {
        var identity = $"worker-{process}:{4711 + process}:0a1b2c3d4e5f";
        await redis.SetAddAsync("processes", identity);
        await redis.HashSetAsync(
            identity,
            [
                new("info", $$"""{"hostname":"worker-{{process}}","started_at":1795445000.0,"pid":{{4711 + process}},"tag":"shop","concurrency":10,"queues":["queue-0"],"labels":[],"identity":"{{identity}}"}"""),
                new("concurrency", 10), new("busy", _random.Next(10)), new("quiet", "false"), new("rss", 200_000), new("rtt_us", 100),
                new("beat", (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0).ToString(CultureInfo.InvariantCulture)),
            ]);
    }
}
