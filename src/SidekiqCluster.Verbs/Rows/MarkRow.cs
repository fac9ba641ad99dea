using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>What became of the mark of a deploy in one shard.</summary>
internal sealed record MarkRow(string Shard, DateTimeOffset At, string Label, DeployMarkOutcome Outcome)
{
    public static IReadOnlyList<Column<MarkRow>> All { get; } =
    [
        Columns.Shard<MarkRow>(row => row.Shard),
        Columns.Time<MarkRow>("at", row => row.At),
        Columns.Text<MarkRow>("label", row => row.Label),
        Columns.Text<MarkRow>("outcome", row => row.Outcome switch
        {
            DeployMarkOutcome.Marked => "marked",
            DeployMarkOutcome.AlreadyMarked => "already_marked",
            _ => "minute_taken",
        }),
    ];
}
