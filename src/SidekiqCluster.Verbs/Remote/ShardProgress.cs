namespace SidekiqCluster.Verbs.Remote;

/// <summary>How far work has come in one shard.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Matched">Jobs that were looked at.</param>
/// <param name="Done">Jobs that were acted on.</param>
/// <param name="NotDone">Jobs that were not.</param>
internal sealed record ShardProgress(string Shard, long Matched, long Done, long NotDone);
