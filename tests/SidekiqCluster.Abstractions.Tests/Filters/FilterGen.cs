using System.Globalization;
using CsCheck;
using SidekiqCluster.Filters;

namespace SidekiqCluster.Abstractions.Tests.Filters;

/// <summary>Random filters: any tree that can be made, and trees over the words that random payloads are made of.</summary>
internal static class FilterGen
{
    /// <summary>Texts that random payloads contain too, so that comparisons hold now and then.</summary>
    public static readonly Gen<string> Word = Gen.OneOf(
        "", "a", "b", "ab", "A", "a b", "é", "😀", "\uFFFD", "a\n", "\"", "\\", "a#b", "A.b", "*", "5", "null", "#", ".", "[encrypted data]",
        "encrypted", "gid://app/User/1", "User", "reindex", "M", "M#m", "k", "odd key", "_aj_x", "[1]", "{\"k\":1}", "queue:a", "a,b");

    public static readonly Gen<string> Number = Gen.OneOf(
        "0", "-0", "0.0", "5", "5.0", "0.5e1", "50E-1", "-5", "1e2", "100", "1E+2", "2.5", "9007199254740993", "9007199254740992",
        "123456789012345678901234567890", "1e-999999999", "1e999999999", "1795444479.25");

    private static readonly JobFilterValue[] OneOfEachKind =
    [
        JobFilterValue.Null, JobFilterValue.Absent, JobFilterValue.Of(true), JobFilterValue.Of(""), JobFilterValue.Of(0),
        JobFilterValue.Of(DateTimeOffset.UnixEpoch), JobFilterValue.FromNow(default), JobFilterValue.Of(TimeSpan.Zero),
    ];

    private static readonly Gen<string> OddText = Gen.OneOf(Gen.Char.Where(c => !char.IsSurrogate(c)).Array[0, 6].Select(c => new string(c)), Word);

    private static readonly Gen<DateTimeOffset> AnyTime = Gen.Long[0, DateTimeOffset.MaxValue.UtcTicks]
        .Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private static readonly Gen<DateTimeOffset> NearTime = Gen.Int[-4, 4].Select(days => JobGen.Now.AddHours(12 * days));

    private static readonly Gen<TimeSpan> AnyDuration = Gen.OneOf(Gen.Long, Gen.Const(long.MinValue), Gen.Const(long.MaxValue)).Select(ticks => new TimeSpan(ticks));

    private static readonly Gen<TimeSpan> NearDuration = Gen.Int[-4, 4].Select(days => TimeSpan.FromHours(12 * days));

    private static readonly Gen<string> AnyNumber = Gen.OneOf(
        Number,
        Gen.Double.Where(double.IsFinite).Select(value => value.ToString("R", CultureInfo.InvariantCulture)),
        Gen.Decimal.Select(value => value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Any filter at all.</summary>
    public static Gen<JobFilter> Any { get; } = TreeOf(LeafOf(FieldOf(OddText), OddText, AnyNumber, AnyTime, AnyDuration));

    /// <summary>Filters that random jobs match about as often as not.</summary>
    public static Gen<JobFilter> Near { get; } = TreeOf(LeafOf(FieldOf(Word), PatternOf(Word), Number, NearTime, NearDuration));

    public static Gen<JobField> Field { get; } = FieldOf(OddText);

    private static Gen<string> PatternOf(Gen<string> word) => Gen.Frequency(
        (3, word),
        (2, Gen.Select(Gen.OneOf("", "*", "?", "\\", "?*"), word, Gen.OneOf("", "*", "?", "*?"), (before, text, after) => before + text + after)));

    private static Gen<JobField> FieldOf(Gen<string> key) => Gen.Frequency(
        (2, Gen.Enum<JobFieldName>().Select(JobField.Of)),
        (1, Gen.Select(
            Gen.Int[0, 3],
            Gen.OneOf(Gen.Int[0, 2].Select(JobFieldStep.ToPosition), key.Select(JobFieldStep.ToKey)).Array[0, 3],
            Gen.OneOf<Func<int, JobFieldStep>>(JobFieldStep.ToPosition, JobFieldStep.ToPosition, JobFieldStep.ToPositional, JobFieldStep.ToKeywords),
            (position, path, first) => JobField.Argument(first(position), path))));

    private static Gen<JobFilter> LeafOf(
        Gen<JobField> fields, Gen<string> texts, Gen<string> numbers, Gen<DateTimeOffset> times, Gen<TimeSpan> durations)
    {
        Gen<JobFilterValue>[] values =
        [
            Gen.Const(JobFilterValue.Null),
            Gen.Const(JobFilterValue.Absent),
            Gen.Bool.Select(JobFilterValue.Of),
            texts.Select(JobFilterValue.Of),
            numbers.Select(JobFilterValue.OfNumber),
            times.Select(JobFilterValue.Of),
            durations.Select(JobFilterValue.FromNow),
            durations.Select(JobFilterValue.Of),
        ];
        Gen<JobFilterValue> FittingValues(JobField field, JobFilterOperator comparison) => Gen.OneOf(
            [.. values.Where((_, kind) => FieldRules.ExpectedValue(field, comparison, OneOfEachKind[kind]) is null)]);

        return fields.SelectMany(field =>
        {
            var single = Gen
                .OneOf([.. Enum.GetValues<JobFilterOperator>().Where(comparison => FieldRules.ExpectedOperator(field, comparison) is null)])
                .SelectMany(comparison => FittingValues(field, comparison).Select(value => JobFilter.Compare(field, comparison, value)));
            var list = FittingValues(field, JobFilterOperator.Equal).Array[0, 4].Select(chosen => JobFilter.In(field, chosen));
            return Gen.Frequency((5, single), (1, list));
        });
    }

    public static Gen<JobFilter> TreeOf(Gen<JobFilter> leaf) => Gen.Recursive<JobFilter>((depth, tree) => depth >= 4
        ? leaf
        : Gen.Frequency(
            (5, leaf),
            (1, Gen.Const(JobFilter.All)),
            (1, tree.Select(JobFilter.Not)),
            (1, tree.Array[0, 3].Select(JobFilter.AllOf)),
            (1, tree.Array[0, 3].Select(JobFilter.AnyOf))));
}
