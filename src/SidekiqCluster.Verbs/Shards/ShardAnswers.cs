namespace SidekiqCluster.Verbs.Shards;

/// <summary>What the shards answered to one question, in the order in which they were given.</summary>
internal sealed class ShardAnswers<T>(IReadOnlyList<ShardAnswer<T>> all)
{
    /// <summary>Every shard, answered or not.</summary>
    public IReadOnlyList<ShardAnswer<T>> All { get; } = all;

    /// <summary>Those that answered.</summary>
    public IEnumerable<ShardAnswer<T>> Ok => All.Where(answer => answer.IsOk);

    /// <summary>The same answers as something else, shard by shard in their order; gaps stay gaps.</summary>
    public ShardAnswers<TOther> Select<TOther>(Func<ShardAnswer<T>, TOther> selector) =>
        new([.. All.Select(a => new ShardAnswer<TOther>(a.Shard, a.IsOk ? selector(a) : default!, a.Error))]);

    /// <summary>How each fared.</summary>
    public IReadOnlyList<ShardOutcome> Outcomes =>
        [.. All.Select(answer => new ShardOutcome { Shard = answer.Shard, Error = answer.Error })];
}
