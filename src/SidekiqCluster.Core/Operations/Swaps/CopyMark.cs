using StackExchange.Redis;

namespace SidekiqCluster.Operations;

/// <summary>A place between two windows of a copy, behind which the queue is taken as it is in the end.</summary>
/// <param name="Place">How many entries stood behind it.</param>
/// <param name="Jobs">How many jobs to delete were among them.</param>
/// <param name="Copied">How many entries of the copy stand behind it.</param>
/// <param name="Anchor">The entries right behind it, in the list's order.</param>
internal sealed record CopyMark(long Place, int Jobs, long Copied, RedisValue[] Anchor);
