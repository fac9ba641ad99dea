namespace SidekiqCluster.Filters;

/// <summary>
/// Reads the filter language. <c>not</c> binds tightest, then <c>and</c> (which is not written), then <c>or</c>:
/// <code>
/// or   = and { "or" and }
/// and  = not { ["and"] not }
/// not  = ("-" | "not") not | "(" or ")" | "*" | comparison
/// </code>
/// </summary>
internal sealed class FilterParser
{
    private readonly FilterScanner _scanner;
    private readonly NamedArguments? _names;
    private int _nesting;

    private FilterParser(string text, JobSchemas? schemas)
    {
        _scanner = new FilterScanner(text);
        _names = schemas is null ? null : new NamedArguments(schemas, _scanner);
    }

    public static JobFilter Parse(string text, JobSchemas? schemas)
    {
        if (text.Length > JobFilter.MaxTextLength)
        {
            throw new JobFilterSyntaxException(new JobFilterError(
                JobFilter.MaxTextLength + 1, $"{text.Length} characters", $"{JobFilter.MaxTextLength} at most"));
        }

        var parser = new FilterParser(text, schemas);
        parser._scanner.SkipBlanks();
        if (parser._scanner.IsAtEnd)
        {
            return JobFilter.All;
        }

        var filter = parser.ReadOr();
        return parser._scanner.IsAtEnd
            ? parser._names?.Resolve(filter) ?? filter
            : throw parser._scanner.Fail("and, or, a term or the end");
    }

    private JobFilter ReadOr()
    {
        var start = _scanner.Position;
        var filters = new List<JobFilter> { ReadAnd() };
        while (_scanner.TryTakeKeyword("or"))
        {
            filters.Add(ReadAnd());
        }

        return filters.Count == 1 ? filters[0] : Combine(start, filters, JobFilter.AnyOf);
    }

    private JobFilter ReadAnd()
    {
        _scanner.SkipBlanks();
        var start = _scanner.Position;
        var filters = new List<JobFilter> { ReadNot() };
        for (var more = true; more;)
        {
            var isSeparated = _scanner.SkipBlanks() || _scanner.Current == '(';
            more = _scanner.TryTakeKeyword("and") || (!_scanner.IsAtEnd && _scanner.Current != ')' && !_scanner.IsAtKeyword("or"));
            if (more)
            {
                filters.Add(isSeparated ? ReadNot() : throw _scanner.Fail("a blank between two terms"));
            }
        }

        return filters.Count == 1 ? filters[0] : Combine(start, filters, JobFilter.AllOf);
    }

    private JobFilter ReadNot()
    {
        _scanner.SkipBlanks();
        var start = _scanner.Position;
        if (_scanner.TryTake("-") || _scanner.TryTakeKeyword("not"))
        {
            Nest(start);
            var negated = ReadNot();
            _nesting--;
            return Combine(start, [negated], static filters => JobFilter.Not(filters.Single()));
        }

        if (_scanner.TryTake("("))
        {
            Nest(start);
            var group = ReadOr();
            _scanner.SkipBlanks();
            _nesting--;
            return _scanner.TryTake(")") ? group : throw _scanner.Fail("and, or, a term or )");
        }

        return _scanner.TryTake("*") ? JobFilter.All : ComparisonParser.Read(_scanner, _names);
    }

    private void Nest(int start)
    {
        if (++_nesting > JobFilter.MaxDepth)
        {
            throw _scanner.FailTooDeep(start);
        }
    }

    private JobFilter Combine(int start, List<JobFilter> filters, Func<IEnumerable<JobFilter>, JobFilter> combine) =>
        filters.Max(filter => filter.Depth) < JobFilter.MaxDepth ? combine(filters) : throw _scanner.FailTooDeep(start);
}
