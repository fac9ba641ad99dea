using System.Diagnostics;
using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Servers;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>A snapshot brought up to date after some pushes and pops.</summary>
internal sealed class RefreshCase : IBenchCase
{
    private const string Queue = "q0";
    private const string Floor = "bare LRANGE of the pushed";
    private const int Changes = 1000;

    private static readonly JobSource Source = JobSource.Queue(Queue);

    public int Row => 4;

    public string Name => "refresh";

    public async Task<Contest> PrepareAsync(BenchGround ground)
    {
        JobSeed.FillQueue(ground.Server.Port, Queue, ground.Jobs);
        var source = new WarmSource(ground.Shard);
        await source.RefreshAsync(Source);
        var link = new BareLink(ground.Server.Port);
        var next = ground.Jobs;
        var moved = new List<double>();
        var pushed = 0L;
        return new Contest
        {
            Size = $"a snapshot of {ground.Jobs:N0} jobs after {Changes:N0} pushes and {Changes:N0} pops",
            Contestants =
            [
                new Contestant(Contestant.Ours, RunAsync) { BeforeAsync = ChangeAsync },
                Contestant.Of(Floor, ReadBare, answerOf: null),
            ],
            Goals =
            [
                Goal.Within(TimeSpan.FromMilliseconds(5)),
                Goal.Of("bytes moved ÷ bytes pushed", 3, () => moved) with { QuickLimit = 6 },
                Goal.AtMostTimes(Floor, 5),
            ],
            EndAsync = async () =>
            {
                link.Dispose();
                await source.DisposeAsync();
            },
        };

        Task ChangeAsync()
        {
            pushed = 0;
            for (var change = 0; change < Changes; change++)
            {
                var payload = ManyJobs.Payload(next++);
                pushed += payload.Length;
                link.Begin(3);
                link.Add("LPUSH"u8);
                link.Add("queue:q0"u8);
                link.Add(payload);
                link.Write("RPOP", $"queue:{Queue}");
            }

            link.Drain();
            return Task.CompletedTask;
        }

        async Task<Outcome> RunAsync()
        {
            var before = await ground.Server.SentBytesAsync();
            var allocated = GC.GetTotalAllocatedBytes();
            var start = Stopwatch.GetTimestamp();
            var count = await source.RefreshAsync(Source);
            var elapsed = Stopwatch.GetElapsedTime(start);
            allocated = GC.GetTotalAllocatedBytes() - allocated;
            moved.Add((double)(await ground.Server.SentBytesAsync() - before) / pushed);
            return count == ground.Jobs
                ? new Outcome(elapsed, null, allocated)
                : throw new InvalidOperationException($"The snapshot holds {count} jobs.");
        }

        long ReadBare() => link.Ask("LRANGE", $"queue:{Queue}", "0", $"{Changes - 1}");
    }
}
