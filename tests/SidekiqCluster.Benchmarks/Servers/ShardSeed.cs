using System.Globalization;
using System.Text.Json;

namespace SidekiqCluster.Benchmarks.Servers;

/// <summary>A busy installation: counters, queues, processes with all their threads at work.</summary>
internal static class ShardSeed
{
    /// <summary>Queues with jobs in them.</summary>
    public const int Queues = 100;

    /// <summary>Living processes.</summary>
    public const int Processes = 500;

    /// <summary>Threads of each, all at work.</summary>
    public const int Threads = 25;

    private const int JobsPerQueue = 10;

    /// <summary>Writes it as Sidekiq 6.4.1 does, which the rival reads.</summary>
    public static void Fill(int port)
    {
        using var link = new BareLink(port);
        link.Write("MSET", "stat:processed", "123456789", "stat:failed", "98765");
        for (var queue = 0; queue < Queues; queue++)
        {
            JobSeed.FillQueue(port, $"queue-{queue:000}", JobsPerQueue, queue * JobsPerQueue);
        }

        for (var process = 0; process < Processes; process++)
        {
            AddProcess(link, process);
        }

        link.Drain();
    }

    private static void AddProcess(BareLink link, int process)
    {
        var identity = $"worker-{process}:{1000 + process}:{process:x12}";
        var now = DateTimeOffset.FromUnixTimeSeconds(1795442400).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var info = JsonSerializer.Serialize(new
        {
            hostname = $"worker-{process}",
            started_at = 1795442400.5,
            pid = 1000 + process,
            tag = "shop",
            concurrency = Threads,
            queues = Enumerable.Range(0, 5).Select(static queue => $"queue-{queue:000}"),
            labels = Array.Empty<string>(),
            identity,
        });
        link.Write("SADD", "processes", identity);
        link.Write(
            "HSET", identity, "info", info, "busy", $"{Threads}", "beat", now, "quiet", "false", "rss", "262144", "rtt_us", "150");
        for (var thread = 0; thread < Threads; thread++)
        {
            var payload = TestKit.Jobs.ManyJobs.Json((process * Threads) + thread);
            var work = JsonSerializer.Serialize(new { queue = "queue-001", payload, run_at = 1795442400 });
            link.Write("HSET", $"{identity}:workers", $"t{thread}", work);
        }

        link.Drain();
    }
}
