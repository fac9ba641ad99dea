namespace SidekiqCluster.TypedJobs;

/// <summary>Puts filters together the way a person writes them: without parts that decide nothing.</summary>
internal static class FilterAlgebra
{
    public static JobFilter Always => JobFilter.All;

    public static JobFilter Never { get; } = JobFilter.AnyOf();

    public static bool IsAlways(JobFilter filter) => filter == Always;

    public static bool IsNever(JobFilter filter) => filter == Never;

    public static JobFilter And(params ReadOnlySpan<JobFilter> filters)
    {
        var parts = new List<JobFilter>();
        foreach (var filter in filters)
        {
            if (IsNever(filter))
            {
                return Never;
            }

            parts.AddRange(filter is AndFilter and ? and.Filters : IsAlways(filter) ? [] : [filter]);
        }

        return JobFilter.AllOf(parts.Distinct());
    }

    public static JobFilter Or(params ReadOnlySpan<JobFilter> filters)
    {
        var parts = new List<JobFilter>();
        foreach (var filter in filters)
        {
            if (IsAlways(filter))
            {
                return Always;
            }

            parts.AddRange(filter is OrFilter or ? or.Filters : IsNever(filter) ? [] : [filter]);
        }

        return parts.Count == 0 ? Never : JobFilter.AnyOf(parts.Distinct());
    }

    public static JobFilter Negate(JobFilter filter) => filter switch
    {
        NotFilter not => not.Filter,
        ComparisonFilter { Value.Kind: JobFilterValueKind.Null or JobFilterValueKind.Absent } exists => JobFilter.Compare(
            exists.Field,
            exists.Operator == JobFilterOperator.Equal ? JobFilterOperator.NotEqual : JobFilterOperator.Equal,
            exists.Value),
        _ => JobFilter.Not(filter),
    };
}
