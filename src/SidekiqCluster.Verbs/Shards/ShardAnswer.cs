namespace SidekiqCluster.Verbs.Shards;

/// <summary>What one shard answered, or why it did not.</summary>
/// <param name="Shard">The shard's name.</param>
/// <param name="Value">Its answer; meaningless when there is an error.</param>
/// <param name="Error">Why it has none; null when it answered.</param>
internal sealed record ShardAnswer<T>(string Shard, T Value, string? Error)
{
    public bool IsOk => Error is null;
}
