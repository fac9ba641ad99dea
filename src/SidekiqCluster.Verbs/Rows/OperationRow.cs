using System.Text.Json;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Verbs.Rows;

/// <summary>What became of the jobs of one shard, or of all; without a result: no shard answered.</summary>
internal sealed record OperationRow(string Shard, string Operation, bool IsDryRun, OperationResult? Result)
{
    private static readonly Column<OperationRow>[] Head =
    [
        Columns.Text<OperationRow>("operation", row => row.Operation).OnlyInDetails(),
        Columns.Flag<OperationRow>("dry_run", row => row.IsDryRun).OnlyInDetails(),
    ];

    /// <summary>The counts alone: the objects of <c>by_shard</c>.</summary>
    public static IReadOnlyList<Column<OperationRow>> Counts { get; } =
    [
        Columns.Count<OperationRow>("matched", row => row.Result?.Matched),
        Columns.Count<OperationRow>("done", row => row.Result?.Done),
        Columns.Count<OperationRow>("gone", row => row.Result?.Gone),
        Columns.Count<OperationRow>("refused", row => row.Result?.Refused),
        Columns.Count<OperationRow>("failed", row => row.Result?.Failed),
        Columns.Count<OperationRow>("unknown", row => row.Result?.Unknown),
        new Column<OperationRow>("reasons", WriteReasons)
        {
            Shape = JsonShape.MapOf(JsonShape.Whole).OrNull,
            Cell = row => Cell.Of(ReasonsOf(row)),
            IsInList = false,
        },
        Columns.Texts<OperationRow>("warnings", row => row.Result?.Warnings).OnlyInDetails(),
    ];

    /// <summary>The sum's part of the JSON envelope.</summary>
    public static IReadOnlyList<Column<OperationRow>> Totals { get; } = [.. Head, .. Counts];

    public static IReadOnlyList<Column<OperationRow>> All { get; } = [Columns.Shard<OperationRow>(row => row.Shard), .. Totals];

    private static string? ReasonsOf(OperationRow row) =>
        row.Result is null ? null : string.Join('\n', row.Result.Reasons.Select(r => $"{r.Value}: {r.Key}"));

    private static void WriteReasons(Utf8JsonWriter json, OperationRow row)
    {
        if (row.Result is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        foreach (var (reason, count) in row.Result.Reasons)
        {
            json.WriteNumber(SafeText.OneLine(reason), count);
        }

        json.WriteEndObject();
    }
}
