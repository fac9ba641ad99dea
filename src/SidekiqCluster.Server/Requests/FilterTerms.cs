namespace SidekiqCluster.Server.Requests;

/// <summary>How much work a filter is for each job.</summary>
internal static class FilterTerms
{
    /// <summary>Its terms; a list of values is one.</summary>
    public static int Count(JobFilter filter) => filter switch
    {
        NotFilter not => Count(not.Filter),
        AndFilter and => and.Filters.Sum(Count),
        OrFilter or => or.Filters.Sum(Count),
        _ => 1,
    };
}
