namespace SidekiqCluster.Filters;

/// <summary>Which classes a filter asks for, as far as its terms say so without a wildcard.</summary>
internal static class FilterClasses
{
    /// <summary>The classes of which every job that matches is one; null when the filter does not say.</summary>
    public static IReadOnlyCollection<string>? Of(JobFilter filter) => filter switch
    {
        ComparisonFilter { Field.Name: JobFieldName.Class, Value.Kind: JobFilterValueKind.Text } term => Of(term),
        InFilter { Field.Name: JobFieldName.Class } term when term.Values.All(value => value.Kind == JobFilterValueKind.Text) =>
            [.. term.Values.Select(value => value.Text).Distinct()],
        AndFilter and => Intersect(and.Filters.Select(Of).OfType<IReadOnlyCollection<string>>()),
        OrFilter either when either.Filters.Select(Of).ToList() is var all && all.TrueForAll(one => one is not null) =>
            [.. all.SelectMany(one => one!).Distinct()],
        _ => null,
    };

    /// <summary>The jobs of these classes.</summary>
    public static JobFilter IsOneOf(IReadOnlyList<string> classes)
    {
        var field = JobField.Of(JobFieldName.Class);
        return classes is [var only]
            ? JobFilter.Compare(field, JobFilterOperator.Equal, JobFilterValue.Of(only))
            : JobFilter.In(field, classes.Select(JobFilterValue.Of));
    }

    private static string[]? Of(ComparisonFilter term) => term.Operator switch
    {
        JobFilterOperator.Equal => [term.Value.Text],
        JobFilterOperator.Glob when !term.Value.Text.AsSpan().ContainsAny('*', '?', '\\') => [term.Value.Text],
        _ => null,
    };

    private static IReadOnlyCollection<string>? Intersect(IEnumerable<IReadOnlyCollection<string>> said)
    {
        var classes = said.ToList();
        return classes.Count == 0 ? null : [.. classes.Aggregate((one, other) => [.. one.Intersect(other)])];
    }
}
