using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>A filter counted over a snapshot that is there.</summary>
/// <param name="name">The case's name.</param>
/// <param name="filter">The filter.</param>
/// <param name="millisecondsPerMillion">The goal.</param>
internal sealed class WarmFilterCase(string name, string filter, double millisecondsPerMillion) : IBenchCase
{
    private const string Floor = "IndexOf over the bytes in memory";
    private const string Queue = "q0";

    private static readonly JobSource Source = JobSource.Queue(Queue);

    public int Row => 2;

    public string Name => name;

    /// <summary>By an argument, and by columns alone.</summary>
    public static IEnumerable<WarmFilterCase> All =>
    [
        new("warm-args", "class:Billing::Job7 args[1]:user-507@example.com", 40),
        new("warm-columns", "class:Billing::Job7", 5),
    ];

    public async Task<Contest> PrepareAsync(BenchGround ground)
    {
        JobSeed.FillQueue(ground.Server.Port, Queue, ground.Jobs);
        var source = new WarmSource(ground.Shard);
        await source.RefreshAsync(Source);
        var parsed = JobFilter.Parse(filter);
        var payloads = Payloads(ground);
        var hasArgument = filter.Contains("args", StringComparison.Ordinal);
        return new Contest
        {
            Size = $"`{filter}` counted over a snapshot of {ground.Jobs:N0} jobs",
            AsksRedis = false,
            Contestants =
            [
                Contestant.Of(
                    Contestant.Ours,
                    () => source.Warm.CountJobsAsync(JobSources.Of(Source), parsed),
                    count => Task.FromResult($"{count.Count}")),
                Contestant.Of(Floor, () => Scan(payloads, hasArgument), count => $"{count}"),
            ],
            Goals =
            [
                Goal.Within(TimeSpan.FromMilliseconds(millisecondsPerMillion * ground.Jobs / 1e6)),
                Goal.BytesPerJob(ground.Jobs, 0.1),
                Goal.AtMostTimes(Floor, 1) with { QuickLimit = hasArgument ? 5 : 3 },
            ],
            EndAsync = source.DisposeAsync,
        };
    }

    private static byte[][] Payloads(BenchGround ground)
    {
        var payloads = new List<byte[]>(ground.Jobs);
        using var link = new BareLink(ground.Server.Port);
        BareReader.Read(link, $"queue:{Queue}", entry => payloads.Add(entry.ToArray()));
        return [.. payloads];
    }

    private static int Scan(byte[][] payloads, bool hasArgument)
    {
        var count = 0;
        foreach (var payload in payloads)
        {
            if (payload.AsSpan().IndexOf("\"Billing::Job7\""u8) >= 0
                && (!hasArgument || payload.AsSpan().IndexOf("\"user-507@example.com\""u8) >= 0))
            {
                count++;
            }
        }

        return count;
    }
}
