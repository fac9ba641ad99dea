using System.Collections.Frozen;

namespace SidekiqCluster.Filters;

/// <summary>The names of the fields, and what each may be compared with.</summary>
internal static class FieldRules
{
    private static readonly FrozenDictionary<string, JobFieldName> ByText =
        Enum.GetValues<JobFieldName>().ToFrozenDictionary(TextOf, StringComparer.Ordinal);

    /// <summary>All names as a filter writes them, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<JobFieldName>().Select(TextOf)];

    public static string TextOf(JobFieldName name) =>
        string.Create(name.ToString().Length, name, static (span, name) => name.ToString().AsSpan().ToLowerInvariant(span));

    public static bool TryFind(string text, out JobFieldName name) => ByText.TryGetValue(text, out name);

    public static FieldType TypeOf(JobField field) => field.Name switch
    {
        JobFieldName.Retry or JobFieldName.Score => FieldType.Number,
        JobFieldName.At or JobFieldName.Created or JobFieldName.Enqueued or JobFieldName.Failed
            or JobFieldName.Retried => FieldType.Time,
        JobFieldName.Age => FieldType.Duration,
        JobFieldName.Malformed => FieldType.Boolean,
        JobFieldName.Args => field.Path.IsEmpty ? FieldType.Array : FieldType.Any,
        _ => FieldType.Text,
    };

    public static bool IsTextOnly(JobFilterOperator comparison) => comparison is JobFilterOperator.Glob
        or JobFilterOperator.StartsWith or JobFilterOperator.Contains or JobFilterOperator.EndsWith;

    /// <summary>What the field takes instead of this operator, in words; null when it takes it.</summary>
    public static string? ExpectedOperator(JobField field, JobFilterOperator comparison)
    {
        if (!Enum.IsDefined(comparison))
        {
            return "a defined operator";
        }

        var isEquality = comparison is JobFilterOperator.Equal or JobFilterOperator.NotEqual;
        return TypeOf(field) switch
        {
            FieldType.Boolean or FieldType.Array when !isEquality => "= or !=",
            FieldType.Number or FieldType.Time or FieldType.Duration when IsTextOnly(comparison) => "=, !=, <, <=, > or >=",
            _ => null,
        };
    }

    /// <summary>What the field is compared with instead of this value, in words; null when it may be this value.</summary>
    public static string? ExpectedValue(JobField field, JobFilterOperator comparison, JobFilterValue value)
    {
        var isEquality = comparison is JobFilterOperator.Equal or JobFilterOperator.NotEqual;
        if (value.Kind == JobFilterValueKind.Null)
        {
            return isEquality && field.Name != JobFieldName.Malformed ? null : ExpectedValue(field, comparison);
        }

        var fits = TypeOf(field) switch
        {
            FieldType.Text => value.Kind is JobFilterValueKind.Text,
            FieldType.Number => value.Kind is JobFilterValueKind.Number,
            FieldType.Time => value.Kind is JobFilterValueKind.Time or JobFilterValueKind.RelativeTime,
            FieldType.Duration => value.Kind is JobFilterValueKind.Duration,
            FieldType.Boolean => value.Kind is JobFilterValueKind.Boolean,
            FieldType.Any => value.Kind switch
            {
                JobFilterValueKind.Text => true,
                JobFilterValueKind.Number => !IsTextOnly(comparison),
                JobFilterValueKind.Boolean or JobFilterValueKind.Absent => isEquality,
                JobFilterValueKind.Time => !IsTextOnly(comparison),
                _ => false,
            },
            _ => false,
        };
        return fits ? null : ExpectedValue(field, comparison);
    }

    /// <summary>What the field is compared with by this operator, in words.</summary>
    public static string ExpectedValue(JobField field, JobFilterOperator comparison) => TypeOf(field) switch
    {
        FieldType.Number => "a number",
        FieldType.Time => "a time: ISO 8601 such as 2026-11-23T14:30, epoch seconds, or from now such as -1h or +5m",
        FieldType.Duration => "a duration such as 90s, 5m, 1h30m or 7d",
        FieldType.Boolean => "true or false",
        FieldType.Array => "null, or one argument as in args[0]",
        FieldType.Any when comparison is JobFilterOperator.Equal or JobFilterOperator.NotEqual =>
            "a text, a number, a time such as @2026-11-23T14:30Z, true, false, null or absent",
        FieldType.Any when !IsTextOnly(comparison) => "a text, a number or a time such as @2026-11-23T14:30Z",
        _ when comparison == JobFilterOperator.Glob => "a pattern",
        _ => "a text",
    };
}
