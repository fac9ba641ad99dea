namespace SidekiqCluster.Filters;

/// <summary>Turns a tree into what runs: texts encoded, patterns taken apart, cheap comparisons first.</summary>
internal static class FilterCompiler
{
    public static FilterNode Compile(JobFilter filter) => filter switch
    {
        AndFilter and => new AndNode(and.Filters.Select(Compile)),
        OrFilter or => new OrNode(or.Filters.Select(Compile)),
        NotFilter not => new NotNode(Compile(not.Filter)),
        ComparisonFilter comparison => NodeOf(comparison.Field, TestOf(comparison.Operator, comparison.Value)),
        InFilter inFilter => AnyOf([.. TestsOf(inFilter).Select(test => NodeOf(inFilter.Field, test))]),
        _ => new AllNode(),
    };

    private static FilterNode AnyOf(FilterNode[] nodes) => nodes switch
    {
        [] => new NotNode(new AllNode()),
        [var single] => single,
        _ => new OrNode(nodes),
    };

    private static FilterNode NodeOf(JobField field, ValueTest test) =>
        field.Name == JobFieldName.Args ? new ArgumentNode(field, test) : new FieldNode(field.Name, test);

    /// <summary>What a comparison asks of a value.</summary>
    public static ValueTest TestOf(JobFilterOperator comparison, JobFilterValue value) => value.Kind switch
    {
        JobFilterValueKind.Null => new NullTest(comparison == JobFilterOperator.Equal),
        JobFilterValueKind.Absent => new AbsentTest(comparison == JobFilterOperator.Equal),
        JobFilterValueKind.Boolean => new BooleanTest(value.Boolean == (comparison == JobFilterOperator.Equal)),
        JobFilterValueKind.Number => new NumberTest(comparison, value.Number),
        JobFilterValueKind.Time => new TimeTest(comparison, value.Time),
        JobFilterValueKind.RelativeTime => new RelativeTimeTest(comparison, value.OffsetFromNow),
        JobFilterValueKind.Duration => new DurationTest(comparison, value.Duration),
        _ when comparison == JobFilterOperator.Glob => new GlobTest(value.Text),
        _ when FieldRules.IsTextOnly(comparison) => new PartTest(comparison, value.Text),
        _ => new TextTest(comparison, value.Text),
    };

    /// <summary>Texts and numbers are looked up in sorted arrays, as there may be thousands of them.</summary>
    public static IEnumerable<ValueTest> TestsOf(InFilter filter) =>
        filter.Values.GroupBy(value => value.Kind).SelectMany(group => group.Key switch
        {
            JobFilterValueKind.Text => [new TextSetTest(group.Select(value => value.Text))],
            JobFilterValueKind.Number => [new NumberSetTest(group.Select(value => value.Number))],
            _ => group.Distinct().Select(value => TestOf(JobFilterOperator.Equal, value)),
        });
}
