using System.Text.Json;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>The columns of a living process.</summary>
internal static class ProcessRow
{
    private static readonly JsonShape Capsule = JsonShape.Object(
        ("name", JsonShape.Text), ("concurrency", JsonShape.Whole), ("mode", JsonShape.Text.OrNull), ("weights", JsonShape.MapOf(JsonShape.Whole)));

    public static IReadOnlyList<Column<SidekiqProcess>> All { get; } =
    [
        Columns.Shard<SidekiqProcess>(process => process.Shard),
        Columns.Text<SidekiqProcess>("identity", process => process.Identity).AsAddress(),
        Columns.Text<SidekiqProcess>("hostname", process => process.Hostname).OnlyInDetails(),
        Columns.Count<SidekiqProcess>("pid", process => process.Pid).OnlyInDetails(),
        Columns.Text<SidekiqProcess>("tag", process => process.Tag),
        Columns.Text<SidekiqProcess>("version", process => process.Version),
        Columns.Texts<SidekiqProcess>("labels", process => process.Labels).OnlyInDetails(),
        Columns.Texts<SidekiqProcess>("queues", process => process.Queues),
        new Column<SidekiqProcess>("capsules", WriteCapsules)
        {
            Shape = JsonShape.ListOf(Capsule).OrNull,
            Cell = process => Cell.Of(CapsulesOf(process)),
            IsInList = false,
        },
        Columns.Count<SidekiqProcess>("concurrency", process => process.Concurrency) with { Header = "THREADS" },
        Columns.Count<SidekiqProcess>("busy", process => process.Busy),
        Columns.Count<SidekiqProcess>("rss_kb", process => process.RssKilobytes) with
        {
            Header = "RSS",
            ListCell = process => new Cell(Human.Bytes(process.RssKilobytes * 1024)),
        },
        Columns.Count<SidekiqProcess>("rtt_us", process => process.RoundTripMicroseconds).OnlyInDetails(),
        Columns.Flag<SidekiqProcess>("quiet", process => process.IsQuiet) with { ListCell = process => StateOf(process), Header = "STATE" },
        Columns.Flag<SidekiqProcess>("embedded", process => process.IsEmbedded).OnlyInDetails(),
        Columns.Flag<SidekiqProcess>("leader", process => process.IsLeader).OnlyInDetails(),
        Columns.Time<SidekiqProcess>("started_at", process => process.StartedAt) with { Header = "STARTED" },
        Columns.Time<SidekiqProcess>("beat", process => process.LastBeat).OnlyInDetails(),
    ];

    private static Cell StateOf(SidekiqProcess process)
    {
        string[] states =
        [
            process.IsQuiet ? "quiet" : "running",
            .. process.IsLeader ? ["leader"] : Array.Empty<string>(),
            .. process.IsEmbedded ? ["embedded"] : Array.Empty<string>(),
        ];
        return new Cell(string.Join(", ", states), process.IsQuiet ? Cell.Warning : Cell.Good);
    }

    private static string? CapsulesOf(SidekiqProcess process) => process.Capsules is { } capsules
        ? string.Join('\n', capsules.Select(c => $"{c.Name}: {c.Concurrency} threads, {c.Mode ?? "mode unknown"}, {WeightsOf(c)}"))
        : null;

    private static string WeightsOf(ProcessCapsule capsule) =>
        string.Join(' ', capsule.Weights.Select(w => w.Value == 0 ? w.Key : $"{w.Key},{w.Value}"));

    private static void WriteCapsules(Utf8JsonWriter json, SidekiqProcess process)
    {
        if (process.Capsules is not { } capsules)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        foreach (var capsule in capsules)
        {
            json.WriteStartObject();
            json.WriteString("name", capsule.Name);
            json.WriteNumber("concurrency", capsule.Concurrency);
            json.WriteString("mode", capsule.Mode);
            json.WriteStartObject("weights");
            foreach (var (queue, weight) in capsule.Weights)
            {
                json.WriteNumber(queue, weight);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
