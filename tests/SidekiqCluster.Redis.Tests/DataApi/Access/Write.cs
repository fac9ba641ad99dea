namespace SidekiqCluster.Redis.Tests.DataApi.Access;

/// <summary>One act on a shard.</summary>
/// <param name="Member">The member that acts: <c>Type.Method</c>.</param>
/// <param name="Script">The script that it runs.</param>
/// <param name="ActAsync">Acts; the counts or the outcome.</param>
internal sealed record Write(string Member, string Script, Func<ISidekiqShard, CancellationToken, Task<object?>> ActAsync)
{
    /// <summary>A key of the data that would keep the act from being done; null for none.</summary>
    public string? Absent { get; init; }

    /// <summary>Whether it chooses its jobs by a filter, each time anew.</summary>
    public bool IsByFilter { get; init; }

    /// <summary>Chooses its job, and gives the act on that one; null when it needs none.</summary>
    public Func<ISidekiqShard, CancellationToken, Task<Func<ISidekiqShard, CancellationToken, Task<object?>>>>? ChooseAsync { get; init; }

    public override string ToString() => Member;
}
