using System.Globalization;

namespace SidekiqCluster.Filters;

/// <summary>Reads <c>FIELD</c> or <c>args[N].key."odd key"[M]</c>.</summary>
internal static class FieldParser
{
    public static JobField Parse(string text) => ParseWhole(new FilterScanner(text), null);

    /// <summary>Reads a field that may be a named argument of the class that a filter says.</summary>
    public static JobField Parse(string text, JobSchemas schemas, JobFilter within)
    {
        var scanner = new FilterScanner(text);
        var names = new NamedArguments(schemas, scanner);
        return names.Resolve(ParseWhole(scanner, names), within);
    }

    /// <summary>Reads a field, up to its operator. Arguments may be named when there is someone to take note of it.</summary>
    public static JobField Parse(FilterScanner scanner, NamedArguments? names)
    {
        var start = scanner.Position;
        var word = scanner.TakeWhile(FilterScanner.IsWordCharacter);
        if (!FieldRules.TryFind(word, out var name))
        {
            throw scanner.Fail(start, ExpectedField(word));
        }

        if (name != JobFieldName.Args || scanner.Current is not ('[' or '.'))
        {
            return JobField.Of(name);
        }

        if (scanner.Current == '.' && names is not null)
        {
            var place = scanner.Position + 1;
            return names.Note(JobField.Named(TakeSteps(scanner)), place);
        }

        return scanner.Current == '['
            ? JobField.Argument(TakeFirst(scanner), TakeSteps(scanner))
            : throw scanner.Fail("a position such as [0] after args; arguments have names only where schemas are given");
    }

    public static bool IsBareKeyCharacter(char character) => FilterScanner.IsWordCharacter(character) || character == '-';

    private static JobField ParseWhole(FilterScanner scanner, NamedArguments? names)
    {
        scanner.SkipBlanks();
        var field = Parse(scanner, names);
        scanner.SkipBlanks();
        return scanner.IsAtEnd ? field : throw scanner.Fail("the end of the field");
    }

    private static List<JobFieldStep> TakeSteps(FilterScanner scanner)
    {
        var steps = new List<JobFieldStep>();
        while (scanner.Current is '[' or '.')
        {
            steps.Add(scanner.Current == '[' ? TakePosition(scanner) : TakeKey(scanner));
        }

        return steps;
    }

    private static JobFieldStep TakeFirst(FilterScanner scanner)
    {
        scanner.Take();
        return scanner.TryTake("**") ? JobFieldStep.ToKeywords(TakeNumber(scanner))
            : scanner.TryTake("*") ? JobFieldStep.ToPositional(TakeNumber(scanner))
            : TakeNumber(scanner);
    }

    private static int TakePosition(FilterScanner scanner)
    {
        scanner.Take();
        return TakeNumber(scanner);
    }

    private static int TakeNumber(FilterScanner scanner)
    {
        var start = scanner.Position;
        var digits = scanner.TakeWhile(char.IsAsciiDigit);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            throw scanner.Fail(start, "a position from 0");
        }

        return scanner.TryTake("]") ? position : throw scanner.Fail("]");
    }

    private static JobFieldStep TakeKey(FilterScanner scanner)
    {
        scanner.Take();
        if (scanner.Current == '"')
        {
            return JobFieldStep.ToKey(scanner.TakeQuoted(isPattern: false));
        }

        var key = scanner.TakeWhile(IsBareKeyCharacter);
        return key.Length > 0
            ? JobFieldStep.ToKey(key)
            : throw scanner.Fail("a key, in quotes when it has other characters than letters, digits, _ and -");
    }

    private static string ExpectedField(string word)
    {
        var near = NearNames.Of(word, FieldRules.Names);
        var hint = near.Count == 0 ? string.Empty : $" (did you mean {string.Join(" or ", near)}?)";
        return $"a field{hint}: {string.Join(", ", FieldRules.Names)}";
    }
}
