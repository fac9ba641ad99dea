using System.CommandLine;
using System.Text.Json;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Rows;
using SidekiqCluster.Cli.Shards;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Commands;

/// <summary>The window that metrics are asked for, and what their answers have in common.</summary>
internal sealed class MetricsOptions
{
    private const int DefaultMinutes = 60;

    private readonly Option<int?> _minutes = OptionKinds.Number(
        "--minutes", $"The last minutes, by the minute; up to 480 [default: {DefaultMinutes}].", 1, 480, "1 to 480");

    private readonly Option<int?> _hours = OptionKinds.Number(
        "--hours", "The last hours, by ten minutes; up to 72. Only Sidekiq 8 keeps these.", 1, 72, "1 to 72");

    public void AddTo(Command command)
    {
        command.Options.Add(_minutes);
        command.Options.Add(_hours);
    }

    public MetricsWindow WindowOf(Run run) => (run.Value(_minutes), run.Value(_hours)) switch
    {
        ({ }, { }) => throw CliException.Usage("--minutes and --hours are both given; use one of them."),
        (null, { } hours) => MetricsWindow.LastHours(hours),
        var (minutes, _) => MetricsWindow.LastMinutes(minutes ?? DefaultMinutes),
    };

    /// <summary>The properties <c>bucket</c>, <c>starts_at</c> and <c>ends_at</c>; null when no shard answered.</summary>
    public static void WriteWindow(Utf8JsonWriter json, ShardAnswers<MetricsReport> answers)
    {
        var any = answers.Ok.Select(a => a.Value).FirstOrDefault();
        json.WritePropertyName("bucket");
        json.WriteSeconds(any?.Bucket);
        json.WritePropertyName("starts_at");
        json.WriteTime(any?.StartsAt);
        json.WritePropertyName("ends_at");
        json.WriteTime(any?.EndsAt);
    }

    /// <summary>The property <c>marks</c>.</summary>
    public static void WriteMarks(Utf8JsonWriter json, ShardAnswers<MetricsReport> answers) =>
        json.WriteRows("marks", DeployRow.All, MarksOf(answers));

    /// <summary>The deploys of the window, as sentences.</summary>
    public static IEnumerable<string> TellMarks(ShardAnswers<MetricsReport> answers) =>
        MarksOf(answers).Select(row => $"Deployed {Human.Time(row.Mark.At)}: {row.Mark.Label}"
            + (answers.All.Count > 1 ? $" ({row.Shard})" : string.Empty));

    private static IReadOnlyList<DeployRow> MarksOf(ShardAnswers<MetricsReport> answers) =>
        DeployRow.Sort(answers.Ok.SelectMany(a => a.Value.Marks.Select(mark => new DeployRow(a.Shard, mark))));
}
