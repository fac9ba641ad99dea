namespace SidekiqCluster;

/// <summary>A shard that a pager reads, connected or not.</summary>
/// <param name="Name">The shard's name.</param>
/// <param name="ConnectAsync">Gives the connected shard, or fails. Asked once per page; the pager disposes nothing.</param>
public sealed record ShardSource(string Name, Func<CancellationToken, Task<SidekiqShard>> ConnectAsync)
{
    /// <summary>A shard that is connected already.</summary>
    public static ShardSource Of(SidekiqShard shard)
    {
        ArgumentNullException.ThrowIfNull(shard);
        return new(shard.Name, _ => Task.FromResult(shard));
    }
}
