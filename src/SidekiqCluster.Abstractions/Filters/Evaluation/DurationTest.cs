namespace SidekiqCluster.Filters;

internal sealed class DurationTest(JobFilterOperator comparison, TimeSpan expected) : ValueTest
{
    public override bool OnDuration(TimeSpan duration) => comparison.Holds(duration.CompareTo(expected));
}
