namespace SidekiqCluster.Filters;

internal static class Comparison
{
    /// <summary>Whether an operator holds, given the sign of "value compared with the filter's".</summary>
    public static bool Holds(this JobFilterOperator comparison, int sign) => comparison switch
    {
        JobFilterOperator.Equal => sign == 0,
        JobFilterOperator.NotEqual => sign != 0,
        JobFilterOperator.Less => sign < 0,
        JobFilterOperator.LessOrEqual => sign <= 0,
        JobFilterOperator.Greater => sign > 0,
        _ => sign >= 0,
    };
}
