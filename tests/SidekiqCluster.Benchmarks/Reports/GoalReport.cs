using SidekiqCluster.Benchmarks.Contests;

namespace SidekiqCluster.Benchmarks.Reports;

/// <summary>Every row of the table of targets with what was reached.</summary>
internal static class GoalReport
{
    /// <summary>As markdown; a row without a result says so.</summary>
    public static string Of(IReadOnlyList<CaseResult> results)
    {
        var table = new MarkdownTable("row", "case", "measured", "value", "target", "÷ target", "");
        foreach (var (row, title) in TargetRows.All)
        {
            var ofRow = results.Where(result => result.Case.Row == row).ToList();
            if (ofRow.Count == 0)
            {
                table.Add($"{row}", title, Figures.None, Figures.None, Figures.None, Figures.None, "not run");
            }

            foreach (var result in ofRow)
            {
                foreach (var goal in result.Contest.Goals)
                {
                    Add(table, row, result, goal);
                }
            }
        }

        return table.ToString();
    }

    private static void Add(MarkdownTable table, int row, CaseResult result, Goal goal)
    {
        var value = goal.ValueOf(result);
        var part = value is null || value.IsTooWide ? (double?)null : value.Median / goal.Limit;
        table.Add(
            $"{row}",
            $"`{result.Case.Name}`: {result.Contest.Size}",
            goal.Text,
            Figures.Trusted(value),
            $"≤ {Figures.Number(goal.Limit)}",
            part is { } known ? Figures.Number(known) : Figures.None,
            part is null ? "not told" : part <= 1 ? "met" : "**missed**");
    }
}
