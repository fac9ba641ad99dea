namespace SidekiqCluster.Filters;

/// <summary>Reads one comparison: <c>FIELD OPERATOR VALUE</c>, or <c>FIELD=(VALUE,VALUE,...)</c>.</summary>
internal static class ComparisonParser
{
    public static JobFilter Read(FilterScanner scanner, NamedArguments? names)
    {
        if (scanner.IsAtEnd || !FilterScanner.IsWordCharacter(scanner.Current))
        {
            throw scanner.Fail("a term such as class:Hard*, a - or a (");
        }

        var field = FieldParser.Parse(scanner, names);
        var isSpaced = scanner.SkipBlanks();
        var start = scanner.Position;
        var comparison = TakeOperator(scanner);
        if (FieldRules.ExpectedOperator(field, comparison) is { } expected)
        {
            throw scanner.Fail(start, $"{expected} after {field}");
        }

        // "class= queue:low" forgot a value; "class = A" did not.
        if (isSpaced)
        {
            scanner.SkipBlanks();
        }

        return comparison == JobFilterOperator.Equal && scanner.TryTake("(")
            ? JobFilter.In(field, TakeList(scanner, field))
            : JobFilter.Compare(field, comparison, ValueParser.Read(scanner, field, comparison, isInList: false));
    }

    private static JobFilterOperator TakeOperator(FilterScanner scanner)
    {
        foreach (var (comparison, text) in OperatorTexts.LongestFirst)
        {
            if (scanner.TryTake(text))
            {
                return comparison;
            }
        }

        throw scanner.Fail($"an operator: {string.Join(' ', OperatorTexts.LongestFirst.Select(pair => pair.Text).Reverse())}");
    }

    private static List<JobFilterValue> TakeList(FilterScanner scanner, JobField field)
    {
        var values = new List<JobFilterValue>();
        scanner.SkipBlanks();
        if (scanner.TryTake(")"))
        {
            return values;
        }

        while (true)
        {
            scanner.SkipBlanks();
            values.Add(ValueParser.Read(scanner, field, JobFilterOperator.Equal, isInList: true));
            scanner.SkipBlanks();
            if (scanner.TryTake(")"))
            {
                return values;
            }

            if (!scanner.TryTake(","))
            {
                throw scanner.Fail(", or )");
            }
        }
    }
}
