using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Payloads;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>One field of a payload set in its own bytes.</summary>
internal sealed class PayloadSpliceCase : IBenchCase
{
    private const int Jobs = 100_000;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Row => 14;

    public string Name => "payload-splice";

    public Task<Contest> PrepareAsync(BenchGround ground)
    {
        var payloads = Enumerable.Range(0, Jobs).Select(ManyJobs.Payload).ToArray();
        var results = new byte[Jobs][];
        return Task.FromResult(new Contest
        {
            Size = $"`enqueued_at` of {Jobs:N0} payloads set, one thread",
            AsksRedis = false,
            Contestants =
            [
                Contestant.Of(Contestant.Ours, () => Splice(payloads, results), Text),
                Contestant.Of("JsonNode", () => Nodes(payloads, results), Text),
            ],
            Goals =
            [
                Goal.NanosecondsPerJob(Jobs, 300),
                Goal.BytesPerJob(Jobs, payloads.Average(static payload => payload.Length + 48)),
                Goal.AtMostTimes("JsonNode", 1) with { QuickLimit = 0.5 },
            ],
        });

        static string Text(long bytes) => $"{bytes}";
    }

    internal static long Splice(byte[][] payloads, byte[][] results)
    {
        for (var i = 0; i < payloads.Length; i++)
        {
            results[i] = PayloadSplice.WithEnqueuedAt(payloads[i], "1795449999.25"u8);
        }

        return results.Sum(static result => (long)result.Length);
    }

    internal static long Nodes(byte[][] payloads, byte[][] results)
    {
        for (var i = 0; i < payloads.Length; i++)
        {
            var job = JsonNode.Parse(payloads[i])!;
            job["enqueued_at"] = 1795449999.25;
            results[i] = JsonSerializer.SerializeToUtf8Bytes(job, Plain);
        }

        return results.Sum(static result => (long)result.Length);
    }
}
