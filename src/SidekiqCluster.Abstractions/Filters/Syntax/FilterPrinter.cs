using System.Globalization;
using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>Writes trees so that they read back as they are: parentheses where the tree has a level of its own, quotes where needed.</summary>
internal static class FilterPrinter
{
    public static string Print(JobFilter filter)
    {
        var text = new StringBuilder();
        Append(text, filter);
        return text.ToString();
    }

    public static string Print(JobField field)
    {
        var text = new StringBuilder();
        Append(text, field);
        return text.ToString();
    }

    public static string Print(JobFilterValue value)
    {
        var text = new StringBuilder();
        Append(text, value, isPattern: false, isArgument: false);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JobFilter filter)
    {
        switch (filter)
        {
            case AndFilter and:
                AppendJoined(text, and.Filters, " ");
                break;
            case OrFilter or:
                AppendJoined(text, or.Filters, " or ");
                break;
            case NotFilter not:
                text.Append('-');
                AppendTerm(text, not.Filter);
                break;
            case ComparisonFilter comparison:
                Append(text, comparison.Field);
                text.Append(OperatorTexts.Of(comparison.Operator));
                Append(text, comparison.Value, comparison.Operator == JobFilterOperator.Glob, IsArgument(comparison.Field));
                break;
            case InFilter inFilter:
                Append(text, inFilter.Field);
                text.Append("=(");
                for (var i = 0; i < inFilter.Values.Length; i++)
                {
                    text.Append(i == 0 ? string.Empty : ",");
                    Append(text, inFilter.Values[i], isPattern: false, IsArgument(inFilter.Field));
                }

                text.Append(')');
                break;
            default:
                text.Append('*');
                break;
        }
    }

    private static void AppendJoined(StringBuilder text, IReadOnlyList<JobFilter> filters, string separator)
    {
        for (var i = 0; i < filters.Count; i++)
        {
            text.Append(i == 0 ? string.Empty : separator);
            AppendTerm(text, filters[i]);
        }
    }

    private static void AppendTerm(StringBuilder text, JobFilter filter)
    {
        var isGroup = filter is AndFilter or OrFilter;
        text.Append(isGroup ? "(" : string.Empty);
        Append(text, filter);
        text.Append(isGroup ? ")" : string.Empty);
    }

    private static void Append(StringBuilder text, JobField field)
    {
        text.Append(FieldRules.TextOf(field.Name));
        foreach (var step in field.Path)
        {
            if (step.Position is { } position)
            {
                var mark = step.Kind switch { JobFieldStepKind.Keywords => "**", JobFieldStepKind.Positional => "*", _ => string.Empty };
                text.Append(CultureInfo.InvariantCulture, $"[{mark}{position}]");
                continue;
            }

            text.Append('.');
            if (step.Key!.Length > 0 && step.Key.All(FieldParser.IsBareKeyCharacter))
            {
                text.Append(step.Key);
            }
            else
            {
                AppendQuoted(text, step.Key);
            }
        }
    }

    private static bool IsArgument(JobField field) => field.Name == JobFieldName.Args;

    private static void Append(StringBuilder text, JobFilterValue value, bool isPattern, bool isArgument)
    {
        switch (value.Kind)
        {
            case JobFilterValueKind.Absent:
                text.Append("absent");
                break;
            case JobFilterValueKind.Time when isArgument:
                text.Append('@').Append(TimeText.Print(value.Time));
                break;
            case JobFilterValueKind.Null:
                text.Append("null");
                break;
            case JobFilterValueKind.Boolean:
                text.Append(value.Boolean ? "true" : "false");
                break;
            case JobFilterValueKind.Number:
                text.Append(value.Number);
                break;
            case JobFilterValueKind.Time:
                text.Append(TimeText.Print(value.Time));
                break;
            case JobFilterValueKind.RelativeTime:
                text.Append(value.OffsetFromNow < TimeSpan.Zero ? string.Empty : "+").Append(DurationText.Print(value.OffsetFromNow));
                break;
            case JobFilterValueKind.Duration:
                text.Append(DurationText.Print(value.Duration));
                break;
            default:
                AppendText(text, value.Text, isPattern);
                break;
        }
    }

    private static void AppendText(StringBuilder text, string value, bool isPattern)
    {
        var isBare = value.Length > 0
            && value.All(character => IsPlain(character) || (isPattern && character is '*' or '?'))
            && (isPattern || !(value is "null" or "true" or "false" or "absent" or ['@', ..] || NumberText.IsNumber(value)));
        if (isBare)
        {
            text.Append(value);
        }
        else
        {
            AppendQuoted(text, value);
        }
    }

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || "_-.:/@+#%".Contains(character);

    private static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            switch (character)
            {
                case '"' or '\\':
                    text.Append('\\').Append(character);
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '\u2028' or '\u2029':
                case var control when char.IsControl(control):
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
                    break;
                default:
                    text.Append(character);
                    break;
            }
        }

        text.Append('"');
    }
}
