using System.Text.Json;
using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Passes;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>Payloads read into the columns of a snapshot, by two threads.</summary>
internal sealed class PayloadColumnsCase : IBenchCase
{
    private const int MostJobs = 200_000;

    public int Row => 14;

    public string Name => "payload-columns";

    public Task<Contest> PrepareAsync(BenchGround ground)
    {
        var payloads = Enumerable.Range(0, Math.Min(ground.Jobs, MostJobs)).Select(ManyJobs.Payload).ToArray();
        return Task.FromResult(new Contest
        {
            Size = $"{payloads.Length:N0} payloads parsed to columns by two threads",
            AsksRedis = false,
            Contestants =
            [
                Contestant.Of(Contestant.Ours, () => Halves(payloads, Columns), Text),
                Contestant.Of("JsonDocument", () => Halves(payloads, Documents), Text),
            ],
            Goals =
            [
                Goal.NanosecondsPerJob(payloads.Length, 1000 / 3.0),
                Goal.AtMostTimes("JsonDocument", 1) with { QuickLimit = 2.5 },
            ],
        });

        static string Text(long jids) => $"{jids}";
    }

    private static long Halves(byte[][] payloads, Func<ArraySegment<byte[]>, long> work)
    {
        var middle = payloads.Length / 2;
        var sums = new long[2];
        Parallel.Invoke(
            () => sums[0] = work(new ArraySegment<byte[]>(payloads, 0, middle)),
            () => sums[1] = work(new ArraySegment<byte[]>(payloads, middle, payloads.Length - middle)));
        return sums[0] + sums[1];
    }

    // What is compared is the number of jobs that have a time of enqueuing: it stands behind all else in the payload.
    internal static long Columns(ArraySegment<byte[]> payloads)
    {
        var columns = new SnapshotColumns(JobSource.Queue("q0"));
        var known = 0L;
        foreach (var payload in payloads)
        {
            known += columns.Read(new RawEntry(payload, 0), out _).Enqueued != 0 ? 1 : 0;
        }

        return known;
    }

    internal static long Documents(ArraySegment<byte[]> payloads)
    {
        var known = 0L;
        foreach (var payload in payloads)
        {
            using var job = JsonDocument.Parse(payload);
            var root = job.RootElement;
            _ = root.GetProperty("class").GetString();
            _ = root.GetProperty("jid").GetString();
            _ = root.GetProperty("created_at").GetDouble();
            known += root.GetProperty("enqueued_at").GetDouble() != 0 ? 1 : 0;
        }

        return known;
    }
}
