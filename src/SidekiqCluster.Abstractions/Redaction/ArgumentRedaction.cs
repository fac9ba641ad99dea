namespace SidekiqCluster.Redaction;

/// <summary>
/// Keeps values of arguments from callers who may not see them. Filters are rewritten before they run, so that no answer depends on
/// such a value: not by which jobs match, not under a negation, not by their number. Immutable and safe to share.
/// </summary>
/// <param name="rules">What is kept back.</param>
internal sealed class ArgumentRedaction(IReadOnlyList<RedactionRule> rules)
{
    /// <summary>What stands in the place of a value.</summary>
    public const string Mark = "[redacted]";

    private readonly JobFilter _scope = JobFilter.AnyOf(rules.Select(static rule => rule.Scope));

    /// <summary>Nothing is kept back.</summary>
    public static ArgumentRedaction None { get; } = new([]);

    /// <summary>
    /// The filter as far as it asks for what may be seen: a term that could read a value which is kept back matches no job of the
    /// classes whose values these are, whatever they are, and all other jobs as before.
    /// </summary>
    /// <exception cref="ArgumentException">The tree would have more than <see cref="JobFilter.MaxDepth"/> levels.</exception>
    public JobFilter Rewrite(JobFilter filter) => rules.Count == 0 ? filter : filter switch
    {
        ComparisonFilter term => Without(term, term.Field),
        InFilter term => Without(term, term.Field),
        NotFilter not => JobFilter.Not(Rewrite(not.Filter)),
        AndFilter and => JobFilter.AllOf(and.Filters.Select(Rewrite)),
        OrFilter or => JobFilter.AnyOf(or.Filters.Select(Rewrite)),
        _ => filter,
    };

    /// <summary>The jobs of which a field can depend on what is kept back; null when it does of none.</summary>
    public JobFilter? FindHidden(JobField field) =>
        rules.Where(rule => rule.IsReadBy(field)).Select(static rule => rule.Scope).Distinct().ToArray() is { Length: > 0 } scopes
            ? JobFilter.AnyOf(scopes)
            : null;

    /// <summary>The jobs of which nothing is kept back.</summary>
    public JobFilter LeaveOut(JobFilter filter) => rules.Count == 0 ? filter : JobFilter.AllOf(Rewrite(filter), JobFilter.Not(_scope));

    /// <summary>
    /// The job as it may be seen. One of a class with rules has just the fields that tell of how it fares, its arguments without the
    /// values, and an id of its own by which nobody can guess them.
    /// </summary>
    public JobRecord Show(JobRecord job)
    {
        // No rule asks for a time.
        var paths = rules.Where(rule => rule.Scope.Matches(job, default)).Select(static rule => rule.Path).ToArray();
        return paths.Length == 0 ? job : RedactedJob.Of(job, paths);
    }

    private JobFilter Without(JobFilter term, JobField field) =>
        FindHidden(field) is { } hidden ? JobFilter.AllOf(term, JobFilter.Not(hidden)) : term;
}
