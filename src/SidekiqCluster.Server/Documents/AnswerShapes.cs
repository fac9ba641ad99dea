using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;

namespace SidekiqCluster.Server.Documents;

/// <summary>What the verbs answer: their rows as the columns of these say, and what stands around them.</summary>
internal static class AnswerShapes
{
    private static readonly JsonShape Texts = JsonShape.ListOf(JsonShape.Text);
    private static readonly JsonShape Job = JsonShape.Row("Job", JobRow.Of<JobRecord>(static job => job, TimeProvider.System));
    private static readonly JsonShape InFlight = JsonShape.Row("Work", WorkRow.Of(TimeProvider.System));
    private static readonly JsonShape Totals = JsonShape.Row("StatsTotals", StatsRow.Totals);
    private static readonly JsonShape Day = JsonShape.Row("Day", HistoryRow.All);
    private static readonly JsonShape Group = JsonShape.Row("Group", GroupRow.All);
    private static readonly JsonShape Counts = JsonShape.Row("OperationCounts", OperationRow.Counts);
    private static readonly JsonShape MetricsTotals = JsonShape.Row("MetricsTotals", MetricsRow.Totals);
    private static readonly JsonShape Mark = JsonShape.Row("Deploy", DeployRow.All);

    private static readonly JsonShape Shards = JsonShape.ListOf(JsonShape.Object(
        ("shard", JsonShape.Text), ("status", JsonShape.Text), ("error", JsonShape.Text.OrNull)) with
    { Name = "ShardOutcome" });

    private static readonly (string, JsonShape)[] Window =
        [("marks", JsonShape.ListOf(Mark)), ("bucket", JsonShape.Number.OrNull), ("starts_at", JsonShape.Time.OrNull), ("ends_at", JsonShape.Time.OrNull)];

    public static AnswerShape Stats { get; } = new(
        Around("Stats", ("totals", Totals.OrNull), ("by_shard", JsonShape.MapOf(Totals.OrNull))), JsonShape.Row("StatsRow", StatsRow.All));

    public static AnswerShape StatsEvents { get; } = new(Stats.Whole) { IsEvents = true };

    public static AnswerShape History { get; } = new(
        Around("History", ("days", JsonShape.ListOf(Day)), ("by_shard", JsonShape.MapOf(JsonShape.ListOf(Day).OrNull))), Day);

    public static AnswerShape Reset { get; } = Of("Reset", "reset", JsonShape.Row("ResetCounter", ResetRow.All));

    public static AnswerShape Queues { get; } = Of("Queues", "queues", JsonShape.Row("Queue", QueueRow.All));

    public static AnswerShape Pauses { get; } = Of("Pauses", "queues", JsonShape.Row("Pause", PauseRow.All), ("warnings", Texts));

    public static AnswerShape Jobs { get; } = Of("Jobs", "jobs", Job, ("cursor", JsonShape.Text.OrNull));

    public static AnswerShape ExportedJobs { get; } = Jobs with { IsStreamed = true };

    public static AnswerShape FoundJobs { get; } = Of("FoundJobs", "jobs", Job, ("missing", Texts));

    /// <summary>A count; its rows have a key when it is by a field.</summary>
    public static AnswerShape JobCount { get; } = new(
        Around("JobCount", [.. PartOfCount, ("by_shard", JsonShape.MapOf(JsonShape.Object(PartOfCount).OrNull))]),
        JsonShape.Object(("key", JsonShape.Text.OrNull with { IsOptional = true }), ("count", JsonShape.Whole.OrNull)) with { Name = "CountRow" });

    public static AnswerShape Operation { get; } = new(
        Around(
            "Operation",
            [
                .. OperationRow.Totals.Select(static column => (column.Name, column.Shape)),
                ("missing", Texts),
                ("by_shard", JsonShape.MapOf(Counts.OrNull)),
            ]),
        JsonShape.Row("OperationRow", OperationRow.All));

    public static AnswerShape Processes { get; } = Of("Processes", "processes", JsonShape.Row("Process", ProcessRow.All));

    public static AnswerShape Signals { get; } = Of("Signals", "signals", JsonShape.Row("Signal", SignalRow.All), ("missing", Texts));

    public static AnswerShape Pruned { get; } = Of("Pruned", "pruned", JsonShape.Row("PrunedProcesses", PruneRow.All));

    public static AnswerShape Work { get; } = Of("WorkList", "work", InFlight);

    public static AnswerShape FoundWork { get; } = Of("FoundWork", "work", InFlight, ("missing", Texts));

    public static AnswerShape Metrics { get; } = Of("Metrics", "jobs", JsonShape.Row("MetricsRow", MetricsRow.All), Window);

    public static AnswerShape JobMetrics { get; } = Of(
        "JobMetrics",
        "series",
        JsonShape.Row("Bucket", BucketRow.All),
        [
            ("class", JsonShape.Text),
            ("totals", MetricsTotals.OrNull),
            ("by_shard", JsonShape.MapOf(MetricsTotals.OrNull)),
            ("histogram_labels", Texts),
            .. Window,
        ]);

    public static AnswerShape Deploys { get; } = Of("Deploys", "deploys", Mark);

    public static AnswerShape DeployMarks { get; } = Of("DeployMarks", "deploys", JsonShape.Row("DeployMark", MarkRow.All));

    public static AnswerShape Fleet { get; } = Of("Fleet", "fleet", JsonShape.Row("Shard", ShardRow.All));

    public static AnswerShape AddedShards { get; } = Of("AddedShards", "added", JsonShape.Row("Shard", ShardRow.All));

    public static AnswerShape RemovedShards { get; } = Of("RemovedShards", "removed", JsonShape.Row("RemovedShard", RemovedShardRow.All));

    public static AnswerShape Iterations { get; } = Of("Iterations", "iterations", JsonShape.Row("Iteration", IterationRow.All), ("missing", Texts));

    public static AnswerShape Cancellations { get; } = Of("Cancellations", "cancelled", JsonShape.Row("Cancellation", CancellationRow.All));

    public static AnswerShape Profiles { get; } = Of("Profiles", "profiles", JsonShape.Row("Profile", ProfileRow.All));

    /// <summary>The form of profiles.</summary>
    public const string Gzip = "application/gzip";

    public static AnswerShape ProfileData { get; } = new(JsonShape.Text) { FileType = Gzip };

    public static AnswerShape SchemaFile { get; } = new(JsonShape.Any);

    public static AnswerShape SchemaProblems { get; } = Of(
        "SchemaProblems", "problems", JsonShape.Row("SchemaProblem", ProblemRow.All), ("checked", JsonShape.Whole), ("failing", JsonShape.Whole));

    public static AnswerShape Servers { get; } = Of("Servers", "servers", JsonShape.Row("Server", ServerRow.All));

    public static AnswerShape Pushed { get; } = Of("Pushed", "pushed", JsonShape.Row("PushedJob", PushRow.All));

    private static (string, JsonShape)[] PartOfCount => [("count", JsonShape.Whole.OrNull), ("groups", JsonShape.ListOf(Group).OrNull)];

    /// <summary>Rows under a name, and what stands beside them.</summary>
    private static AnswerShape Of(string name, string rows, JsonShape row, params (string, JsonShape)[] others) =>
        new(Around(name, [(rows, JsonShape.ListOf(row)), .. others]), row);

    private static JsonShape Around(string name, params (string, JsonShape)[] properties) =>
        JsonShape.Object([("captured_at", JsonShape.Time), ("shards", Shards), .. properties]) with { Name = name };
}
