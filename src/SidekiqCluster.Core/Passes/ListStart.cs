using StackExchange.Redis;

namespace SidekiqCluster.Passes;

/// <summary>A window in which an earlier pass was found to have ended.</summary>
/// <param name="Window">The entries.</param>
/// <param name="From">Distance of the first one.</param>
/// <param name="Last">Index of the entry that the earlier pass read last.</param>
/// <param name="IsEnd">Whether the list ends with the window.</param>
internal sealed record ListStart(RedisValue[] Window, long From, int Last, bool IsEnd);
