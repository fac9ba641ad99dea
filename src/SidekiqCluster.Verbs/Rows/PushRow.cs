using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>A job that was pushed.</summary>
/// <param name="Shard">Where to.</param>
/// <param name="Jid">Its new id.</param>
/// <param name="Class">Its class.</param>
/// <param name="Queue">The queue it goes to, or will go to.</param>
/// <param name="At">When it is due; null when it went to its queue.</param>
internal sealed record PushRow(string Shard, string Jid, string Class, string Queue, DateTimeOffset? At)
{
    public static IReadOnlyList<Column<PushRow>> All { get; } =
    [
        Columns.Text<PushRow>("shard", row => row.Shard).AsAddress(),
        Columns.Text<PushRow>("jid", row => row.Jid).AsAddress(),
        Columns.Text<PushRow>("class", row => row.Class),
        Columns.Text<PushRow>("queue", row => row.Queue),
        Columns.Time<PushRow>("at", row => row.At),
    ];
}
