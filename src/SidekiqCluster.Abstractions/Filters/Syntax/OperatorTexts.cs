namespace SidekiqCluster.Filters;

/// <summary>How operators are written.</summary>
internal static class OperatorTexts
{
    /// <summary>All of them, so that none stands before one that begins with it.</summary>
    public static IReadOnlyList<(JobFilterOperator Comparison, string Text)> LongestFirst { get; } =
    [
        (JobFilterOperator.EndsWith, "$="),
        (JobFilterOperator.Contains, "*="),
        (JobFilterOperator.StartsWith, "^="),
        (JobFilterOperator.GreaterOrEqual, ">="),
        (JobFilterOperator.Greater, ">"),
        (JobFilterOperator.LessOrEqual, "<="),
        (JobFilterOperator.Less, "<"),
        (JobFilterOperator.NotEqual, "!="),
        (JobFilterOperator.Equal, "="),
        (JobFilterOperator.Glob, ":"),
    ];

    public static string Of(JobFilterOperator comparison) =>
        LongestFirst.First(pair => pair.Comparison == comparison).Text;
}
