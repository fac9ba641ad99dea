using SidekiqCluster.Operations;
using SidekiqCluster.Verbs.Answers;
using SidekiqCluster.Verbs.Shards;

namespace SidekiqCluster.Verbs.Acts;

/// <summary>What an act is to do in one shard.</summary>
/// <param name="Count">How many jobs that is, or was when they were counted; null when nobody needed to know.</param>
/// <param name="Jobs">The jobs.</param>
/// <param name="Limit">How many of them at most; null for all.</param>
/// <param name="Refused">Why jobs are left alone, each reason with its number of jobs.</param>
internal sealed record ChosenJobs(long? Count, JobSelection Jobs, long? Limit, IReadOnlyDictionary<string, long> Refused)
{
    private static readonly Dictionary<string, long> None = [];

    public ChosenJobs(long? count, JobSelection jobs)
        : this(count, jobs, null, None)
    {
    }

    /// <summary>How many jobs the act can touch; null when nobody needed to know.</summary>
    public long? Reach => Limit is { } limit && Count > limit ? limit : Count;

    /// <summary>The result of the act, with the jobs that were left alone.</summary>
    public OperationResult AddTo(OperationResult result) => Refused.Count == 0 ? result : result with
    {
        Matched = result.Matched + Refused.Values.Sum(),
        Refused = result.Refused + Refused.Values.Sum(),
        Reasons = OperationSum.Reasons([result.Reasons, Refused]),
    };

    /// <summary>The shards that an act reaches, in words.</summary>
    public static string DescribeShards(ShardAnswers<ChosenJobs> chosen)
    {
        var reached = chosen.Ok.Where(a => a.Value.Reach > 0 || chosen.All.Count == 1).ToArray();
        return reached is [var only]
            ? $"shard {only.Shard}"
            : $"{reached.Length} shards ({string.Join(", ", reached.Select(a => $"{a.Shard} {Human.Count(a.Value.Reach ?? 0)}"))})";
    }
}
