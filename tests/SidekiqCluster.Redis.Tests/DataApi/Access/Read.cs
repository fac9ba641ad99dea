namespace SidekiqCluster.Redis.Tests.DataApi.Access;

/// <summary>One question that a shard is asked.</summary>
/// <param name="Member">The member that asks: <c>Type.Method</c>.</param>
/// <param name="AskAsync">Asks it; whatever it answers, as far as that does not depend on who asks and which server.</param>
internal sealed record Read(string Member, Func<ISidekiqShard, CancellationToken, Task<object?>> AskAsync);
