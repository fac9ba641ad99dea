using System.Globalization;
using System.Text;
using System.Text.Json;
using SidekiqCluster.Benchmarks.Servers;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Benchmarks.Fleets;

/// <summary>What each shard of a fleet holds that is looked at as a whole: counters, queues, processes.</summary>
internal static class FleetSeed
{
    /// <summary>Queues of each shard.</summary>
    public const int Queues = 100;

    /// <summary>Processes of each shard.</summary>
    public const int Processes = 5;

    /// <summary>What each shard has processed.</summary>
    public const long Processed = 1_234_567;

    private const int JobsPerQueue = 3;
    private const int Retries = 10;

    /// <summary>The name of a queue; every shard has one of it.</summary>
    public static string QueueOf(int number) => $"queue-{number:000}";

    /// <summary>The name of a process.</summary>
    public static string IdentityOf(int number) => $"worker-{number}:{1000 + number}:{number:x12}";

    /// <summary>Fills a shard.</summary>
    public static void Fill(ShardPlace place)
    {
        using var link = new BareLink(place.Port, place.Database);
        link.Write("MSET", "stat:processed", Processed.ToString(CultureInfo.InvariantCulture), "stat:failed", "98765");
        var number = place.Number * Queues * JobsPerQueue;
        for (var queue = 0; queue < Queues; queue++)
        {
            link.Write("SADD", "queues", QueueOf(queue));
            link.Begin(2 + JobsPerQueue);
            link.Add("LPUSH"u8);
            link.Add(Encoding.ASCII.GetBytes($"queue:{QueueOf(queue)}"));
            for (var job = 0; job < JobsPerQueue; job++)
            {
                link.Add(ManyJobs.Payload(number++));
            }
        }

        for (var process = 0; process < Processes; process++)
        {
            AddProcess(link, process);
        }

        link.Drain();
        JobSeed.FillSet(place.Port, "retry", Retries, first: place.Number * Retries, database: place.Database);
    }

    private static void AddProcess(BareLink link, int process)
    {
        var info = JsonSerializer.Serialize(new
        {
            hostname = $"worker-{process}",
            started_at = 1795442400.5,
            pid = 1000 + process,
            tag = "shop",
            concurrency = 10,
            queues = Enumerable.Range(0, 5).Select(QueueOf),
            labels = Array.Empty<string>(),
            identity = IdentityOf(process),
        });
        link.Write("SADD", "processes", IdentityOf(process));
        link.Write(
            "HSET", IdentityOf(process), "info", info, "busy", "7", "beat", "1795442400.5", "quiet", "false", "rss", "262144", "rtt_us", "150");
    }
}
