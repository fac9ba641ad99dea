using SidekiqCluster.Filters;
using SidekiqCluster.Passes;

namespace SidekiqCluster.Queries;

/// <summary>A filter over raw entries, at one moment for a whole query.</summary>
internal sealed class QueryFilter(JobFilter filter, DateTimeOffset now)
{
    private readonly JobFilterEvaluator _evaluator = new(filter ?? throw new ArgumentNullException(nameof(filter)));

    /// <summary>Whether nothing is left out.</summary>
    public bool TakesAll { get; } = filter == JobFilter.All;

    /// <summary>The filter itself.</summary>
    public JobFilter Filter => filter;

    /// <summary>The moment that ages count from.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The filter for one source. It makes no record of an entry, and is good for any thread.</summary>
    public Predicate<RawEntry> For(string shard, JobSource source)
    {
        if (TakesAll)
        {
            return static _ => true;
        }

        var isSet = source.Kind != JobSourceKind.Queue;
        return entry => _evaluator.Matches(
            entry.Raw.Span, new JobFilterContext(shard, source, isSet ? entry.Score : null, now));
    }

    public override string ToString() => filter.ToString();
}
