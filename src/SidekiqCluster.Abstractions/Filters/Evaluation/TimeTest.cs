namespace SidekiqCluster.Filters;

internal sealed class TimeTest(JobFilterOperator comparison, DateTimeOffset expected) : ValueTest
{
    public override bool OnTime(DateTimeOffset time, DateTimeOffset now) => comparison.Holds(time.CompareTo(expected));
}
