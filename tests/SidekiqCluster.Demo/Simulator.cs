using StackExchange.Redis;

namespace SidekiqCluster.Demo;

/// <summary>Keeps the installation alive: clients push, processes work, fail and report, what is due is enqueued.</summary>
internal sealed class Simulator(Installation installation)
{
    private const int TicksPerBeat = 10;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(300);

    private readonly SimulatedProcess[] _processes =
    [
        new(installation, "worker.1", 4111, "shop", 5, "billing", "default", "mailers", "low"),
        new(installation, "worker.2", 4112, "shop", 5, "default", "mailers", "billing", "low"),
        new(installation, "importer.1", 977, "nightly", 2, "imports", "reports", "exports"),
        new(installation, "worker.0", 3999, "shop (old release)", 5, "default") { IsQuiet = true },
    ];

    /// <summary>Runs until cancelled, or until the server has gone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick);
        try
        {
            for (var tick = 1; await timer.WaitForNextTickAsync(cancellationToken); tick++)
            {
                await PushAsync();
                await EnqueueDueAsync("retry");
                await EnqueueDueAsync("schedule");
                foreach (var process in _processes)
                {
                    await process.WorkAsync();
                }

                if (tick % TicksPerBeat == 0)
                {
                    await BeatAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The demo is over.
        }
        catch (RedisException)
        {
            // Ctrl-C reaches redis-server as well, and it may be faster than we are.
        }
    }

    /// <summary>Has every process take jobs and report.</summary>
    public async Task BeatAsync()
    {
        foreach (var process in _processes)
        {
            await process.WorkAsync();
            await process.BeatAsync();
        }
    }

    private async Task PushAsync()
    {
        for (var i = installation.Random.Next(0, 4); i > 0; i--)
        {
            var job = DemoJob.Any(installation.Random);
            await installation.EnqueueAsync(job.Queue, Installation.Text(job.ToPayload(installation, installation.Now, isEnqueued: true)));
        }
    }

    private async Task EnqueueDueAsync(string set)
    {
        var due = await installation.Redis.SortedSetRangeByScoreAsync(set, stop: Installation.Seconds(installation.Now), take: 20);
        foreach (var payload in due)
        {
            if (await installation.Redis.SortedSetRemoveAsync(set, payload))
            {
                var queue = System.Text.Json.Nodes.JsonNode.Parse((string)payload!)!["queue"]!.GetValue<string>();
                await installation.EnqueueAsync(queue, payload);
            }
        }
    }
}
