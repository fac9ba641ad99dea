namespace SidekiqCluster.Filters;

internal sealed class RelativeTimeTest(JobFilterOperator comparison, TimeSpan offset) : ValueTest
{
    public override bool OnTime(DateTimeOffset time, DateTimeOffset now) => comparison.Holds((time - now).CompareTo(offset));
}
