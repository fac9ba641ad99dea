using System.Text;
using System.Text.Json;
using CsCheck;

namespace SidekiqCluster.Abstractions.Tests.Filters;

/// <summary>Random filters that name what stands in a given job, so that every operator holds often and deep in the arguments.</summary>
internal static class FilterAboutJobGen
{
    private static readonly JobFieldName[] TextFields =
    [
        JobFieldName.Class, JobFieldName.Queue, JobFieldName.Jid, JobFieldName.Tag, JobFieldName.Bid, JobFieldName.Error,
        JobFieldName.Message, JobFieldName.Shard, JobFieldName.Source, JobFieldName.Target, JobFieldName.Method, JobFieldName.Raw,
    ];

    private static readonly Gen<JobFilterOperator> AnyOrder = Gen.OneOf(
        JobFilterOperator.Equal, JobFilterOperator.NotEqual, JobFilterOperator.Less, JobFilterOperator.LessOrEqual,
        JobFilterOperator.Greater, JobFilterOperator.GreaterOrEqual);

    public static Gen<JobFilter> About(JobRecord job)
    {
        var leaves = TextFields
            .SelectMany(name => JobField.Of(name).ReadKeys(job, JobGen.Now).Select(key => LeafOf(JobField.Of(name), key)))
            .Concat(PlacesIn(job).Select(place => LeafOf(place.Field, place.Value)))
            .ToArray();
        return FilterGen.TreeOf(Gen.Frequency((4, Gen.Int[0, leaves.Length - 1].SelectMany(i => leaves[i])), (1, FilterGen.Near)));
    }

    private static IEnumerable<(JobField Field, JsonElement Value)> PlacesIn(JobRecord job) => job.IsMalformed
        ? []
        : job.DisplayArgs.EnumerateArray().SelectMany((value, position) => PlacesIn(position, [], value));

    private static IEnumerable<(JobField Field, JsonElement Value)> PlacesIn(int position, JobFieldStep[] path, JsonElement value)
    {
        IEnumerable<(JobFieldStep Step, JsonElement Value)> inner = value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().Select((item, i) => (JobFieldStep.ToPosition(i), item)),
            JsonValueKind.Object => value.EnumerateObject().Select(member => (JobFieldStep.ToKey(member.Name), member.Value)),
            _ => [],
        };
        return inner
            .SelectMany(child => PlacesIn(position, [.. path, child.Step], child.Value))
            .Prepend((JobField.Argument(position, path), value));
    }

    private static Gen<JobFilter> LeafOf(JobField field, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => LeafOf(field, value.GetString()),
        JsonValueKind.Number => Gen.Select(AnyOrder, SpellingOf(value.GetRawText()), (comparison, number) =>
            JobFilter.Compare(field, comparison, JobFilterValue.OfNumber(number))),
        JsonValueKind.True or JsonValueKind.False => Gen.Bool.Select(expected =>
            JobFilter.Compare(field, JobFilterOperator.Equal, JobFilterValue.Of(expected))),
        _ => NullLeafOf(field),
    };

    private static Gen<JobFilter> NullLeafOf(JobField field) =>
        Gen.OneOf(JobFilterOperator.Equal, JobFilterOperator.NotEqual).Select(comparison =>
            JobFilter.Compare(field, comparison, JobFilterValue.Null));

    private static Gen<string> SpellingOf(string number) => number.Contains('e', StringComparison.OrdinalIgnoreCase)
        ? Gen.OneOf(number, "5")
        : Gen.OneOf(number, number + "e0", number + (number.Contains('.', StringComparison.Ordinal) ? "0" : ".0"), "5");

    private static Gen<JobFilter> LeafOf(JobField field, string? text)
    {
        if (text is null)
        {
            return NullLeafOf(field);
        }

        var runes = text.EnumerateRunes().ToArray();
        var part = Gen.Select(Gen.Int[0, runes.Length], Gen.Int[0, runes.Length], (x, y) => Concat(runes.AsSpan(Math.Min(x, y)..Math.Max(x, y))));
        return Gen.OneOf(
            Gen.Select(AnyOrder, Gen.OneOf(Gen.Const(text), part), (comparison, value) => Leaf(field, comparison, value)),
            part.Select(value => Leaf(field, JobFilterOperator.Contains, value)),
            Gen.Int[0, runes.Length].Select(length => Leaf(field, JobFilterOperator.StartsWith, Concat(runes.AsSpan(0, length)))),
            Gen.Int[0, runes.Length].Select(start => Leaf(field, JobFilterOperator.EndsWith, Concat(runes.AsSpan(start)))),
            Gen.Const(text).Select(value => JobFilter.In(field, JobFilterValue.Of("a"), JobFilterValue.Of(value), JobFilterValue.Of("b"))),
            Gen.Int[0, 9].Array[runes.Length].Select(choices => Leaf(
                field, JobFilterOperator.Glob, string.Concat(runes.Zip(choices, (rune, choice) => PatternOf(rune, choice))))));
    }

    private static string PatternOf(Rune rune, int choice) => choice switch
    {
        0 => "*",
        1 => "?",
        2 => "*" + PatternOf(rune, 9),
        3 => PatternOf(rune, 9) + "*",
        _ => rune.Value is '*' or '?' or '\\' ? "\\" + rune : rune.ToString(),
    };

    private static string Concat(ReadOnlySpan<Rune> runes)
    {
        var text = new StringBuilder();
        foreach (var rune in runes)
        {
            text.Append(rune.ToString());
        }

        return text.ToString();
    }

    private static JobFilter Leaf(JobField field, JobFilterOperator comparison, string text) =>
        JobFilter.Compare(field, comparison, JobFilterValue.Of(text));
}
