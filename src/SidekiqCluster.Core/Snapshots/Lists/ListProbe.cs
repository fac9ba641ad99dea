using StackExchange.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>What was seen of a list at one moment, each stretch in the list's order, from the head on.</summary>
/// <param name="Length">Entries of the list.</param>
/// <param name="Head">Its first entries.</param>
/// <param name="Tail">Its last entries.</param>
/// <param name="WindowFrom">The place of the window's first entry.</param>
/// <param name="Window">Entries in the middle.</param>
/// <param name="Epoch">What the server counted.</param>
internal sealed record ListProbe(
    long Length, RedisValue[] Head, RedisValue[] Tail, long WindowFrom, RedisValue[] Window, ServerEpoch Epoch);
