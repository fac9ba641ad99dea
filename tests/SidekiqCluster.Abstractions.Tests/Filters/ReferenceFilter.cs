using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Abstractions.Tests.Filters;

/// <summary>What filters mean, said as simply as possible over what a record shows.</summary>
internal static class ReferenceFilter
{
    public static bool Matches(JobFilter filter, JobRecord job, DateTimeOffset now) => filter switch
    {
        AndFilter and => and.Filters.All(child => Matches(child, job, now)),
        OrFilter or => or.Filters.Any(child => Matches(child, job, now)),
        NotFilter not => !Matches(not.Filter, job, now),
        ComparisonFilter leaf => ValuesOf(leaf.Field, job, now).Any(value => Holds(leaf.Operator, value, leaf.Value, now)),
        InFilter leaf => ValuesOf(leaf.Field, job, now).Any(value =>
            leaf.Values.Any(expected => Holds(JobFilterOperator.Equal, value, expected, now))),
        _ => true,
    };

    private static object?[] ValuesOf(JobField field, JobRecord job, DateTimeOffset now) => field.Name switch
    {
        JobFieldName.Class => [job.DisplayClass],
        JobFieldName.Queue => [job.Queue],
        JobFieldName.Jid => [job.Jid],
        JobFieldName.Tag => job.Tags.Count == 0 ? [null] : [.. job.Tags],
        JobFieldName.Bid => [job.Bid],
        JobFieldName.Error => [job.ErrorClass],
        JobFieldName.Message => [job.ErrorMessage],
        JobFieldName.Retry => [job["retry_count"] is { ValueKind: JsonValueKind.Number } count ? count : null],
        JobFieldName.Score => [(job as SortedEntry)?.Score],
        JobFieldName.At => [(job as SortedEntry)?.At],
        JobFieldName.Created => [job.CreatedAt],
        JobFieldName.Enqueued => [job.EnqueuedAt],
        JobFieldName.Failed => [job.FailedAt],
        JobFieldName.Retried => [job.RetriedAt],
        JobFieldName.Age => [now - (job.EnqueuedAt ?? job.CreatedAt)],
        JobFieldName.Malformed => [job.IsMalformed],
        JobFieldName.Shard => [job.Shard],
        JobFieldName.Source => [job.Source.ToString()],
        JobFieldName.Target or JobFieldName.Method => [DelayedCallOf(job, field.Name == JobFieldName.Target)],
        JobFieldName.Raw => [Encoding.UTF8.GetString(job.Raw.Span)],
        _ => [job.IsMalformed ? Nowhere.Here : Walk(job.DisplayArgs, Settle(field, job))],
    };

    /// <summary>Finds the keywords, which only the stored form marks, and puts their place into the field.</summary>
    private static JobField? Settle(JobField field, JobRecord job)
    {
        if (field.Path.IsEmpty || field.Path[0] == JobFieldStep.ToPosition(field.Path[0].Position!.Value))
        {
            return field;
        }

        var position = field.Path[0].Position!.Value;
        var isKeywords = field.Path[0] == JobFieldStep.ToKeywords(position);
        var keywords = StoredArguments(job).FindIndex(one =>
            one.ValueKind == JsonValueKind.Object && one.EnumerateObject().Any(member => member.Name == "_aj_ruby2_keywords"));
        return (keywords >= 0 && keywords <= position, isKeywords) switch
        {
            (true, false) => null,
            (true, true) => JobField.Argument(keywords, field.Path.Skip(1)),
            _ => JobField.Argument(position, field.Path.Skip(1)),
        };
    }

    /// <summary>The arguments that a job shows, in Active Job's encoding; none of other jobs.</summary>
    private static List<JsonElement> StoredArguments(JobRecord job)
    {
        var stored = new List<JsonElement>();
        if (PayloadLayout.TryRead(job.Raw.Span, out var layout))
        {
            var arguments = JobDisplay.Of(job.Raw.Span, layout).ReadArguments();
            while (arguments.IsActiveJob && arguments.MoveNext())
            {
                stored.Add(JsonValues.Parse(arguments.Current));
            }
        }

        return stored;
    }

    private static object? Walk(JsonElement value, JobField? field)
    {
        if (field is null)
        {
            return Nowhere.Here;
        }

        foreach (var step in field.Path)
        {
            if (step.Key is { } key)
            {
                if (value.ValueKind != JsonValueKind.Object || !value.EnumerateObject().Any(member => member.Name == key))
                {
                    return Nowhere.Here;
                }

                value = value.EnumerateObject().Last(member => member.Name == key).Value;
            }
            else
            {
                var elements = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [];
                if (elements.Length <= step.Position)
                {
                    return Nowhere.Here;
                }

                value = elements[step.Position!.Value];
            }
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => value.GetString(),
            _ => value,
        };
    }

    private static string? DelayedCallOf(JobRecord job, bool isTarget)
    {
        if (!PayloadLayout.TryRead(job.Raw.Span, out var layout))
        {
            return null;
        }

        var display = JobDisplay.Of(job.Raw.Span, layout);
        var content = isTarget ? display.Target : display.Method;
        return content.IsEmpty ? null : JsonText.DecodeContent(content);
    }

    private static bool Holds(JobFilterOperator comparison, object? value, JobFilterValue expected, DateTimeOffset now) =>
        (value, expected.Kind) switch
        {
            (Nowhere, JobFilterValueKind.Absent) => comparison == JobFilterOperator.Equal,
            (_, JobFilterValueKind.Absent) => comparison == JobFilterOperator.NotEqual,
            (Nowhere, _) => Holds(comparison, null, expected, now),
            (string actual, JobFilterValueKind.Time) =>
                ArgsTime.TryParse(actual, out var time) && HoldsForSign(comparison, time.CompareTo(expected.Time)),
            (_, JobFilterValueKind.Null) => value is null == (comparison == JobFilterOperator.Equal),
            (bool actual, JobFilterValueKind.Boolean) => actual == expected.Boolean == (comparison == JobFilterOperator.Equal),
            (string actual, JobFilterValueKind.Text) => HoldsForText(comparison, actual, expected.Text),
            (double actual, JobFilterValueKind.Number) =>
                HoldsForSign(comparison, actual.CompareTo(double.Parse(expected.Number, CultureInfo.InvariantCulture))),
            (JsonElement { ValueKind: JsonValueKind.Number } actual, JobFilterValueKind.Number) =>
                HoldsForSign(comparison, Compare(actual.GetRawText(), expected.Number)),
            (DateTimeOffset actual, JobFilterValueKind.Time) => HoldsForSign(comparison, actual.CompareTo(expected.Time)),
            (DateTimeOffset actual, JobFilterValueKind.RelativeTime) =>
                HoldsForSign(comparison, (actual - now).CompareTo(expected.OffsetFromNow)),
            (TimeSpan actual, JobFilterValueKind.Duration) => HoldsForSign(comparison, actual.CompareTo(expected.Duration)),
            _ => false,
        };

    private static bool HoldsForText(JobFilterOperator comparison, string actual, string expected) => comparison switch
    {
        JobFilterOperator.Glob => MatchesGlob(actual, expected),
        JobFilterOperator.StartsWith => actual.StartsWith(expected, StringComparison.Ordinal),
        JobFilterOperator.EndsWith => actual.EndsWith(expected, StringComparison.Ordinal),
        JobFilterOperator.Contains => actual.Contains(expected, StringComparison.Ordinal),
        _ => HoldsForSign(comparison, Encoding.UTF8.GetBytes(actual).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(expected))),
    };

    private static bool HoldsForSign(JobFilterOperator comparison, int sign) => comparison switch
    {
        JobFilterOperator.Equal => sign == 0,
        JobFilterOperator.NotEqual => sign != 0,
        JobFilterOperator.Less => sign < 0,
        JobFilterOperator.LessOrEqual => sign <= 0,
        JobFilterOperator.Greater => sign > 0,
        JobFilterOperator.GreaterOrEqual => sign >= 0,
        _ => false,
    };

    /// <summary>Whether a pattern holds, by the places of the text that its pieces so far may lead to. Surrogates that make a pair are one character.</summary>
    private static bool MatchesGlob(string text, string pattern)
    {
        HashSet<int> places = [0];
        foreach (Match piece in Regex.Matches(pattern, @"\\(.)|\*|\?|[^*?\\]|\\", RegexOptions.Singleline))
        {
            var literal = (piece.Groups[1].Success ? piece.Groups[1].Value : piece.Value)[0];
            places = piece.Value switch
            {
                "*" => [.. places.SelectMany(from => Behind(text, from))],
                "?" => [.. places.Where(at => at < text.Length).Select(at => Next(text, at))],
                _ => [.. places.Where(at => at < text.Length && text[at] == literal).Select(static at => at + 1)],
            };
        }

        return places.Contains(text.Length);
    }

    /// <summary>A place and all that characters lead to from there.</summary>
    private static IEnumerable<int> Behind(string text, int place)
    {
        for (; place < text.Length; place = Next(text, place))
        {
            yield return place;
        }

        yield return place;
    }

    private static int Next(string text, int place) => place + (place + 1 < text.Length && char.IsSurrogatePair(text, place) ? 2 : 1);

    /// <summary>Compares m × 10^e by the number of digits first, and by scaled integers only when that is the same.</summary>
    internal static int Compare(string x, string y)
    {
        var (mantissaX, exponentX) = Parse(x);
        var (mantissaY, exponentY) = Parse(y);
        if (mantissaX.Sign != mantissaY.Sign || mantissaX.IsZero)
        {
            return mantissaX.Sign.CompareTo(mantissaY.Sign);
        }

        var digits = (Digits(mantissaX) + exponentX).CompareTo(Digits(mantissaY) + exponentY);
        if (digits != 0)
        {
            return digits * mantissaX.Sign;
        }

        var least = BigInteger.Min(exponentX, exponentY);
        return (mantissaX * BigInteger.Pow(10, (int)(exponentX - least))).CompareTo(mantissaY * BigInteger.Pow(10, (int)(exponentY - least)));
    }

    private static BigInteger Digits(BigInteger mantissa) => BigInteger.Abs(mantissa).ToString(CultureInfo.InvariantCulture).Length;

    private static (BigInteger Mantissa, BigInteger Exponent) Parse(string number)
    {
        var parts = number.Split('e', 'E');
        var dot = parts[0].IndexOf('.', StringComparison.Ordinal);
        var decimals = dot < 0 ? 0 : parts[0].Length - dot - 1;
        var mantissa = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var exponent = parts.Length > 1 ? BigInteger.Parse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return (mantissa, exponent - decimals);
    }
}
