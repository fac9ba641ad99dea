using StackExchange.Redis;

namespace SidekiqCluster.Demo;

/// <summary>
/// Keeps an installation alive: clients push, processes work, fail, obey and report, what is due is enqueued. Queues, retries and
/// dead jobs stay within bounds, however long it runs.
/// </summary>
internal sealed class Simulator
{
    /// <summary>How long a process that was stopped is away.</summary>
    public static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(15);

    private const int TicksPerBeat = 10;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(300);

    private readonly Installation _installation;
    private readonly DemoShard _shard;
    private readonly SimulatedClient _client;
    private readonly SimulatedScheduler _scheduler;
    private readonly List<SimulatedProcess> _processes;
    private readonly List<(DateTimeOffset At, SimulatedProcess Process)> _stopped = [];

    public Simulator(Installation installation, DemoShard shard)
    {
        (_installation, _shard) = (installation, shard);
        (_client, _scheduler) = (new SimulatedClient(installation, shard.App), new SimulatedScheduler(installation));
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

    /// <summary>One tick.</summary>
    /// <param name="isBeat">Whether processes report.</param>
    public async Task StepAsync(bool isBeat)
    {
        await _client.PushAsync();
        await _scheduler.EnqueueDueAsync();
        foreach (var process in _processes)
        {
            await process.WorkAsync();
        }

        if (isBeat)
        {
            await BeatAsync();
        }
    }

    /// <summary>Has every process take jobs, obey and report, and those come back that were stopped a while ago.</summary>
    public async Task BeatAsync()
    {
        foreach (var stopped in _stopped.Where(stopped => stopped.At + RestartDelay <= _installation.Now).ToArray())
        {
            _stopped.Remove(stopped);
            _processes.Add(stopped.Process.Restarted());
        }

        foreach (var process in _processes.ToArray())
        {
            await process.WorkAsync();
            if (!await process.BeatAsync())
            {
                _processes.Remove(process);
                _stopped.Add((_installation.Now, process));
            }
        }
    }

    private async Task TryStepAsync(bool isBeat)
    {
        try
        {
            await StepAsync(isBeat);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or InvalidOperationException)
        {
            // The server may be away for a while, and text in a payload may be none; the next tick goes on.
        }
    }

    private SimulatedProcess NewProcess(string hostname, int pid, string tag, int concurrency, string[] queues) =>
        new(_installation, _shard.App, $"{hostname}.{_shard.Name}", pid, tag, concurrency, queues);
}
