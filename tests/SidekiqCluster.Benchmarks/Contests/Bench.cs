using System.Globalization;
using SidekiqCluster.Benchmarks.Cases;
using SidekiqCluster.Benchmarks.Machines;
using SidekiqCluster.Benchmarks.Reports;
using SidekiqCluster.Benchmarks.Ruby;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Contests;

/// <summary>The whole bench: a server, the cases one after the other, the report.</summary>
internal static class Bench
{
    private const long BytesPerJob = 4096;
    private const long LeastMemory = 1L << 30;

    /// <summary>Runs it; 0, or 1 when the quick form saw a regression.</summary>
    /// <exception cref="FormatException">A case is asked for that is none.</exception>
    public static async Task<int> RunAsync(BenchOptions options)
    {
        var cases = BenchCases.Of(options.Cases).Where(one => one.IsInQuick || !options.IsQuick);
        await using var server = await BenchServer.StartAsync(Math.Max(LeastMemory, options.Jobs * BytesPerJob));
        await using var shard = await SidekiqShard.ConnectAsync(server.Url);
        var ruby = await RubyRival.StartAsync(server.Url);
        try
        {
            var results = new List<CaseResult>();
            var runner = new ContestRunner(new BenchGround(options, server, shard, ruby));
            foreach (var of in cases)
            {
                var result = await runner.RunAsync(of);
                results.Add(result);
                Console.WriteLine(CaseReport.Of(result));
            }

            return options.IsQuick ? QuickReport.Print(results) : await ReportAsync(options, results, Machine.Describe(server.Version, ruby?.Version));
        }
        finally
        {
            await (ruby?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private static async Task<int> ReportAsync(BenchOptions options, IReadOnlyList<CaseResult> results, string machine)
    {
        var goals = GoalReport.Of(results);
        Console.WriteLine(goals);
        if (options.Output is { } file)
        {
            var date = TimeProvider.System.GetUtcNow().ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
            await File.WriteAllTextAsync(
                file,
                $"# Results\n\n{date}; {machine}.\n\n{goals}\n## Each case\n\n{string.Join('\n', results.Select(CaseReport.Of))}");
        }

        return 0;
    }
}
