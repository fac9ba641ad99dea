using System.Diagnostics;
using System.Globalization;
using SidekiqCluster.Benchmarks.Reports;

namespace SidekiqCluster.Benchmarks.Fleets;

/// <summary>
/// The first look-up of all, for which every shard must be read. Who asks waits five seconds at a time, is told which shards have answered,
/// and asks again; the silos read on meanwhile.
/// </summary>
internal static class ColdJidSearch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Asks until every shard has answered: what was seen on the way, in a sentence.</summary>
    /// <exception cref="InvalidOperationException">A shard has not answered in ten minutes.</exception>
    public static async Task<string> RunAsync(ISidekiqFleet fleet, string jid)
    {
        var patient = fleet.With(staleness: TimeSpan.FromHours(1), timeout: Patience);
        var start = Stopwatch.GetTimestamp();
        var seen = new List<(int Shards, TimeSpan At)>();
        while (true)
        {
            if (await TryFindAsync(patient, jid) is not { } answer)
            {
                Console.WriteLine($"cold: the silo itself is too busy to answer after {Seconds(Stopwatch.GetElapsedTime(start))}");
                CheckTime(start, "the silo did not answer");
                continue;
            }

            var answered = answer.Shards.Count(static part => part.Outcome.HasAnswer);
            seen.Add((answered, Stopwatch.GetElapsedTime(start)));
            Console.WriteLine($"cold: {answered} of {answer.Shards.Count} shards after {Seconds(seen[^1].At)}");
            if (answer.IsComplete)
            {
                return Describe(seen, answer.Shards.Count);
            }

            CheckTime(start, answer.Gaps.First().Error);
        }
    }

    private static void CheckTime(long start, string? why)
    {
        if (Stopwatch.GetElapsedTime(start) > Longest)
        {
            throw new InvalidOperationException($"Not all shards answered: {why}");
        }
    }

    /// <summary>The answer; null while the silo is too busy with reading to give one.</summary>
    private static async Task<FleetAnswer<IReadOnlyList<JobRecord>>?> TryFindAsync(ISidekiqFleet fleet, string jid)
    {
        try
        {
            return await fleet.FindJobsAsync([jid]);
        }
        catch (ShardUnreachableException)
        {
            return null;
        }
    }

    private static string Describe(List<(int Shards, TimeSpan At)> seen, int shards)
    {
        var last = seen[^1].At;
        var half = seen.First(moment => 2 * moment.Shards >= shards);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Cold: {half.Shards} of {shards} shards had answered after {Seconds(half.At)}, all after {Seconds(last)}; {Figures.Milliseconds(last / shards)} per shard.");
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
