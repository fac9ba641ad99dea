namespace SidekiqCluster.Cli.Shards;

/// <summary>What the shards answered to one question, in the order in which they were given.</summary>
internal sealed class ShardAnswers<T>(IReadOnlyList<ShardAnswer<T>> all)
{
    /// <summary>Every shard, answered or not.</summary>
    public IReadOnlyList<ShardAnswer<T>> All { get; } = all;

    /// <summary>Those that answered.</summary>
    public IEnumerable<ShardAnswer<T>> Ok => All.Where(answer => answer.IsOk);

    /// <summary>How each fared.</summary>
    public IReadOnlyList<ShardOutcome> Outcomes =>
        [.. All.Select(answer => new ShardOutcome { Shard = answer.Shard, Error = answer.Error })];
}
