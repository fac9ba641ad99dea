using System.Text.Json;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>What a job class of one shard did in one bucket of a window.</summary>
internal sealed record BucketRow(string Shard, JobMetricsBucket Bucket)
{
    public static IReadOnlyList<Column<BucketRow>> All { get; } =
    [
        Columns.Shard<BucketRow>(row => row.Shard),
        Columns.Time<BucketRow>("start", row => row.Bucket.Start),
        Columns.Count<BucketRow>("processed", row => row.Bucket.Processed),
        Columns.Count<BucketRow>("failed", row => row.Bucket.Failed),
        Columns.Duration<BucketRow>("elapsed", row => row.Bucket.Elapsed),
        new Column<BucketRow>("histogram", WriteHistogram)
        {
            Shape = JsonShape.ListOf(JsonShape.Whole).OrNull,
            Cell = row => new Cell(Summarise(row.Bucket.Histogram)),
        },
    ];

    private static void WriteHistogram(Utf8JsonWriter json, BucketRow row)
    {
        if (row.Bucket.Histogram is not { } histogram)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartArray();
        foreach (var count in histogram.Counts)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
    }

    private static string Summarise(DurationHistogram? histogram) => histogram is null
        ? Human.Nothing
        : string.Join(
            ' ',
            histogram.Counts.Select((count, i) => (count, i)).Where(b => b.count > 0)
                .Select(b => $"{DurationHistogram.Labels[b.i]}:{b.count}"));
}
