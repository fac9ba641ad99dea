namespace SidekiqCluster.Operations;

/// <summary>Results of several shards as one.</summary>
internal static class OperationSum
{
    /// <summary>The sum; null of none.</summary>
    public static OperationResult? Of(IReadOnlyList<OperationResult> results) => results.Count == 0 ? null : results[0] with
    {
        Matched = results.Sum(r => r.Matched),
        Done = results.Sum(r => r.Done),
        Gone = results.Sum(r => r.Gone),
        Refused = results.Sum(r => r.Refused),
        Failed = results.Sum(r => r.Failed),
        Unknown = results.Sum(r => r.Unknown),
        Reasons = Reasons(results.Select(r => r.Reasons)),
        Warnings = [.. results.SelectMany(r => r.Warnings).Distinct()],
    };

    /// <summary>The result of an act that did so many jobs and left none undone.</summary>
    public static OperationResult AllDone(long count, bool isDryRun) =>
        OperationResult.Nothing(JobOperation.Delete, isDryRun) with { Matched = count, Done = count };

    /// <summary>All reasons, those in common added up.</summary>
    public static IReadOnlyDictionary<string, long> Reasons(IEnumerable<IReadOnlyDictionary<string, long>> parts)
    {
        var sum = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (reason, count) in parts.SelectMany(part => part))
        {
            sum[reason] = sum.GetValueOrDefault(reason) + count;
        }

        return sum;
    }
}
