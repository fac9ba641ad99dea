using System.Text.Json;
using System.Text.Json.Nodes;
using StackExchange.Redis;

namespace SidekiqCluster.Demo;

/// <summary>
/// Keeps an installation alive: clients push, processes work, fail, obey and report, what is due is enqueued. Queues, retries and
/// dead jobs stay within bounds, however long it runs.
/// </summary>
internal sealed class Simulator
{
    private const int TicksPerBeat = 10;
    private const int MostWaiting = 300;
    private const int MostDead = 2_000;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(15);

    private readonly Installation _installation;
    private readonly DemoShard _shard;
    private readonly List<SimulatedProcess> _processes;
    private readonly List<(DateTimeOffset At, SimulatedProcess Process)> _restarts = [];

    public Simulator(Installation installation, DemoShard shard)
    {
        (_installation, _shard) = (installation, shard);
        string[] queues = [.. shard.App.Queues];
        _processes =
        [
            NewProcess("worker.1", 4111, shard.App.Name, 5, queues),
            NewProcess("worker.2", 4112, shard.App.Name, 5, [.. queues.Reverse()]),
            NewProcess("worker.0", 3999, $"{shard.App.Name} (old release)", 5, queues[..1]) with { IsQuiet = true },
        ];
        if (shard.HasStuckProcess)
        {
            _processes.Add(NewProcess("stuck.1", 977, shard.App.Name, 3, queues[..1]) with { IsStuck = true });
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick);
        try
        {
            for (var tick = 1; await timer.WaitForNextTickAsync(cancellationToken); tick++)
            {
                await TryStepAsync(tick % TicksPerBeat == 0);
            }
        }
        catch (OperationCanceledException)
        {
            // The demo is over.
        }
    }

    private async Task TryStepAsync(bool isBeat)
    {
        try
        {
            await StepAsync(isBeat);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or JsonException or InvalidOperationException)
        {
            // The server may be away for a while, and a payload may be anything; the next tick goes on.
        }
    }

    /// <summary>One tick.</summary>
    /// <param name="isBeat">Whether processes report.</param>
    public async Task StepAsync(bool isBeat)
    {
        await PushAsync();
        await EnqueueDueAsync("retry");
        await EnqueueDueAsync("schedule");
        foreach (var process in _processes)
        {
            await process.WorkAsync();
        }

        if (isBeat)
        {
            await BeatAsync();
        }
    }

    /// <summary>Has every process take jobs, obey and report.</summary>
    public async Task BeatAsync()
    {
        foreach (var process in _processes.ToArray())
        {
            await process.WorkAsync();
            if (!await process.BeatAsync())
            {
                _processes.Remove(process);
                _restarts.Add((_installation.Now + RestartDelay, process.Restarted()));
            }
        }

        foreach (var restart in _restarts.Where(restart => restart.At <= _installation.Now).ToArray())
        {
            _restarts.Remove(restart);
            _processes.Add(restart.Process);
        }

        await _installation.Redis.SortedSetRemoveRangeByRankAsync("dead", 0, -(MostDead + 1));
    }

    private SimulatedProcess NewProcess(string hostname, int pid, string tag, int concurrency, string[] queues) =>
        new(_installation, _shard.App, $"{hostname}.{_shard.Name}", pid, tag, concurrency, queues);

    private async Task PushAsync()
    {
        for (var i = _installation.Random.Next(0, 4); i > 0; i--)
        {
            var job = _shard.App.Any(_installation.Random);
            if (await _installation.Redis.ListLengthAsync($"queue:{job.Queue}") < MostWaiting)
            {
                await _installation.EnqueueAsync(job.Queue, Installation.Text(job.ToPayload(_installation, _installation.Now, isEnqueued: true)));
            }
        }
    }

    private async Task EnqueueDueAsync(string set)
    {
        var due = await _installation.Redis.SortedSetRangeByScoreAsync(set, stop: Installation.Seconds(_installation.Now), take: 20);
        foreach (var payload in due)
        {
            if (await _installation.Redis.SortedSetRemoveAsync(set, payload))
            {
                await _installation.EnqueueAsync(QueueOf(payload!), payload);
            }
        }
    }

    private static string QueueOf(byte[] payload)
    {
        try
        {
            return JsonNode.Parse(payload)?["queue"]?.GetValue<string>() ?? "default";
        }
        catch (JsonException)
        {
            return "default";
        }
    }
}
