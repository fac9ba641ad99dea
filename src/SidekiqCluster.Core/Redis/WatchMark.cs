namespace SidekiqCluster.Redis;

/// <summary>When the watching of a key began.</summary>
/// <param name="Number">Which time.</param>
/// <param name="Switches">How often reads had moved to another connection by then.</param>
internal readonly record struct WatchMark(long Number, long Switches);
