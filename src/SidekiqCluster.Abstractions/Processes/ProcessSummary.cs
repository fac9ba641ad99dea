namespace SidekiqCluster;

/// <summary>All living processes of a shard together.</summary>
/// <param name="Count">Living processes.</param>
/// <param name="Concurrency">Their threads.</param>
/// <param name="Busy">Jobs running, as of the last heartbeats.</param>
/// <param name="RssKilobytes">Their resident memory, KiB.</param>
/// <param name="Leader">Identity of Sidekiq Enterprise's leader; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ProcessSummary")]
public sealed record ProcessSummary(long Count, long Concurrency, long Busy, long RssKilobytes, string? Leader);
