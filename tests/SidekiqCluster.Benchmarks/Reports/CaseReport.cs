using System.Text;
using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Benchmarks.Servers;

namespace SidekiqCluster.Benchmarks.Reports;

/// <summary>A case in full: each contestant a line.</summary>
internal static class CaseReport
{
    /// <summary>As markdown.</summary>
    public static string Of(CaseResult result)
    {
        var text = new StringBuilder();
        text.AppendLine($"### Row {result.Case.Row}, `{result.Case.Name}`: {result.Contest.Size}").AppendLine();
        var table = new MarkdownTable(
            "contestant", "median", "spread", "ours ÷ it", "allocated", "memory peak", "longest stall", "longest ping", "runs");
        foreach (var one in result.Contestants)
        {
            var time = one.Milliseconds!;
            table.Add(
                one.Name,
                $"{Figures.Number(time.Median)} ms",
                Figures.Percent(time.Spread),
                one.Name == Contestant.Ours ? "1" : Figures.Trusted(result.Ratio(Contestant.Ours, one.Name)),
                Figures.Bytes(one.AllocatedBytes?.Median),
                Figures.Bytes(one.PeakBytes),
                Stall(one.LongestStall),
                Figures.Milliseconds(one.LongestPing),
                $"{one.Runs.Count}");
        }

        text.Append(table);
        foreach (var one in result.Contestants.Where(static one => one.LongestAsk is not null))
        {
            text.AppendLine().AppendLine(
                $"{one.Name}: {one.Runs.Sum(static run => run.Asks.Count):N0} asks, p95 {Figures.Number(one.MostAsks!.Median)} ms, the longest {Figures.Milliseconds(one.LongestAsk)}.");
        }

        foreach (var note in result.Contest.Notes)
        {
            text.AppendLine().AppendLine(note);
        }

        if (result.Contest.AsksRedis && result.QuietPing > TimeSpan.Zero)
        {
            text.AppendLine().AppendLine($"Longest ping while nobody ran: {Figures.Milliseconds(result.QuietPing)}.");
        }

        return text.ToString();
    }

    private static string Stall(TimeSpan? stall) => stall switch
    {
        null => Figures.None,
        { Ticks: 0 } => $"< {Figures.Milliseconds(BenchServer.ShortestStall)}",
        _ => Figures.Milliseconds(stall),
    };
}
