using System.Text.Json;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Rows;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs;

/// <summary>What answers about metrics have in common.</summary>
internal static class MetricsAnswer
{
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
