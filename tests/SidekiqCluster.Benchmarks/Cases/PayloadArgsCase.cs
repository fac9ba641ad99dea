using System.Globalization;
using System.Text;
using System.Text.Json;
using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Jobs;

namespace SidekiqCluster.Benchmarks.Cases;

/// <summary>Four arguments read into the record that the generator made a reader for.</summary>
internal sealed class PayloadArgsCase : IBenchCase
{
    private const int Jobs = 100_000;

    public int Row => 14;

    public string Name => "payload-args";

    public Task<Contest> PrepareAsync(BenchGround ground)
    {
        var args = Enumerable.Range(0, Jobs).Select(ArgsOf).ToArray();
        return Task.FromResult(new Contest
        {
            Size = $"{Jobs:N0} times four typed arguments, one thread",
            AsksRedis = false,
            Contestants =
            [
                Contestant.Of(Contestant.Ours, () => Typed(args), Text),
                Contestant.Of("JsonElement[]", () => Elements(args), Text),
            ],
            Goals =
            [
                Goal.NanosecondsPerJob(Jobs, 150),
                Goal.AtMostTimes("JsonElement[]", 1) with { QuickLimit = 0.8 },
            ],
        });

        static string Text(double sum) => sum.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>The arguments of a job.</summary>
    internal static byte[] ArgsOf(int number) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"[{number},\"user-{number % 1000}@example.com\",{(number % 3 == 0 ? "true" : "false")},{number / 8.0}]"));

    internal static double Typed(byte[][] all)
    {
        var sum = 0.0;
        foreach (var json in all)
        {
            var reader = new Utf8JsonReader(json);
            BillingJob.TryReadArgs(ref reader, out var job, out _);
            sum += job!.UserId + job.Email.Length + (job.IsPremium ? 1 : 0) + job.Amount;
        }

        return sum;
    }

    internal static double Elements(byte[][] all)
    {
        var sum = 0.0;
        foreach (var json in all)
        {
            var args = JsonSerializer.Deserialize<JsonElement[]>(json)!;
            sum += args[0].GetInt64() + args[1].GetString()!.Length + (args[2].GetBoolean() ? 1 : 0) + args[3].GetDouble();
        }

        return sum;
    }
}
