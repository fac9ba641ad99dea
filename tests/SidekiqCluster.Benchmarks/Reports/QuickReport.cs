using SidekiqCluster.Benchmarks.Contests;

namespace SidekiqCluster.Benchmarks.Reports;

/// <summary>
/// The quick form's verdict. The fastest run of each contestant is compared, as a busy machine makes runs longer, never
/// shorter; what is compared is a ratio, which the machine's speed does not change.
/// </summary>
internal static class QuickReport
{
    /// <summary>Prints the ratios: 0 when all are within their limits, else 1.</summary>
    public static int Print(IReadOnlyList<CaseResult> results)
    {
        var isFine = true;
        foreach (var result in results)
        {
            foreach (var goal in result.Contest.Goals)
            {
                if (goal.QuickLimit is not { } limit || goal.ValueOf(result.Fastest()) is not { } value)
                {
                    continue;
                }

                var isWithin = value.Median <= limit;
                isFine &= isWithin;
                Console.WriteLine(
                    $"{(isWithin ? "ok  " : "SLOW")} {result.Case.Name}: {goal.Text} = {Figures.Number(value.Median)}, at most {Figures.Number(limit)}");
            }
        }

        return isFine ? 0 : 1;
    }
}
