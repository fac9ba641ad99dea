namespace SidekiqCluster.Cli.Shards;

/// <summary>A shard of a run, as answers call it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Labels">What is said about it where it is configured.</param>
internal sealed record NamedShard(string Name, IReadOnlyDictionary<string, string> Labels);
