using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>Reads a value, whose type its field tells; that of an argument its spelling.</summary>
internal static class ValueParser
{
    private const string ValueStartForbidden = "=<>!(),";

    public static JobFilterValue Read(FilterScanner scanner, JobField field, JobFilterOperator comparison, bool isInList)
    {
        var start = scanner.Position;
        var isPattern = comparison == JobFilterOperator.Glob;
        var isQuoted = scanner.Current == '"';
        var text = isQuoted ? scanner.TakeQuoted(isPattern) : TakeBare(scanner, isPattern, isInList);
        if (!isQuoted && (text.Length == 0 || ValueStartForbidden.Contains(text[0], StringComparison.Ordinal)))
        {
            throw scanner.Fail(start, FieldRules.ExpectedValue(field, comparison));
        }

        if (isQuoted && !IsAfterValue(scanner, isInList))
        {
            throw scanner.Fail("a blank after the closing quote");
        }

        var value = Interpret(text, isQuoted, FieldRules.TypeOf(field), FieldRules.IsTextOnly(comparison));
        return value is not null && FieldRules.ExpectedValue(field, comparison, value) is null
            ? value
            : throw scanner.Fail(start, FieldRules.ExpectedValue(field, comparison));
    }

    public static bool EndsBareValue(char character, bool isInList) =>
        char.IsWhiteSpace(character) || character is ')' or '"' or '(' || (isInList && character == ',');

    private static bool IsAfterValue(FilterScanner scanner, bool isInList) =>
        scanner.IsAtEnd || (scanner.Current is not ('"' or '(') && EndsBareValue(scanner.Current, isInList));

    /// <summary>In a pattern a backslash takes whatever follows it into the value.</summary>
    private static string TakeBare(FilterScanner scanner, bool isPattern, bool isInList)
    {
        var text = new StringBuilder();
        while (!scanner.IsAtEnd && !EndsBareValue(scanner.Current, isInList))
        {
            var isEscape = isPattern && scanner.Current == '\\';
            text.Append(scanner.Current);
            scanner.Take();
            if (isEscape && !scanner.IsAtEnd)
            {
                text.Append(scanner.Current);
                scanner.Take();
            }
        }

        return scanner.IsAtEnd || scanner.Current is not ('"' or '(') || text.Length == 0
            ? text.ToString()
            : throw scanner.Fail("a blank, or quotes around the whole value");
    }

    private static JobFilterValue? Interpret(string text, bool isQuoted, FieldType type, bool isTextOnly) => type switch
    {
        FieldType.Text or FieldType.Any or FieldType.Array when isTextOnly => JobFilterValue.Of(text),
        _ when !isQuoted && text == "null" => JobFilterValue.Null,
        FieldType.Text => JobFilterValue.Of(text),
        FieldType.Time => AsTime(text),
        FieldType.Duration => !isQuoted && DurationText.TryParse(text, out var duration) ? JobFilterValue.Of(duration) : null,
        FieldType.Any when isQuoted => JobFilterValue.Of(text),
        FieldType.Any when text == "absent" => JobFilterValue.Absent,
        FieldType.Any when text is ['@', .. var moment] && TimeText.TryParse(moment, out var time) => JobFilterValue.Of(time),
        _ => AsLiteral(text) is { } literal && !isQuoted ? literal : type == FieldType.Any ? JobFilterValue.Of(text) : null,
    };

    private static JobFilterValue? AsTime(string text)
    {
        if (TimeText.TryParse(text, out var time))
        {
            return JobFilterValue.Of(time);
        }

        return text is ['+' or '-', ..] && DurationText.TryParse(text, out var offset) ? JobFilterValue.FromNow(offset) : null;
    }

    private static JobFilterValue? AsLiteral(string text) => text switch
    {
        "true" => JobFilterValue.Of(true),
        "false" => JobFilterValue.Of(false),
        _ => NumberText.IsNumber(text) ? JobFilterValue.OfNumber(text) : null,
    };
}
