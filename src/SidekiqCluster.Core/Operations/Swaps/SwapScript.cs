using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Operations;

/// <summary>The only caller of <c>swap.lua</c>.</summary>
/// <param name="connection">The shard.</param>
/// <param name="queue">The queue.</param>
/// <param name="copy">Its copy.</param>
/// <param name="aside">A name that nothing has.</param>
internal sealed class SwapScript(ShardConnection connection, RedisKey queue, RedisKey copy, RedisKey aside)
{
    /// <summary>The script's name.</summary>
    public const string Name = "Operations/swap";

    private readonly string _text = connection.Scripts(Name);
    private readonly ReceiptRunner _runner = new(connection);

    /// <summary>Sees whether the user may do all that a swap does. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task RehearseAsync() => CallAsync(Guid.NewGuid(), ["rehearse"]);

    /// <summary>Throws the copy away. One round trip.</summary>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public Task DiscardAsync() => CallAsync(Guid.NewGuid(), ["discard"]);

    /// <summary>Swaps, or learns from the receipt what an earlier call with the same receipt did. One round trip.</summary>
    /// <param name="receipt">The name of the call.</param>
    /// <param name="arguments">The script's arguments behind the verb.</param>
    /// <param name="cancellationToken">Ends the waiting for a server that does not answer.</param>
    public Task<Settled<string>> SwapAsync(Guid receipt, RedisValue[] arguments, CancellationToken cancellationToken) =>
        _runner.SettleAsync(() => CallAsync(receipt, ["swap", .. arguments]), cancellationToken);

    private Task<string> CallAsync(Guid receipt, RedisValue[] arguments) =>
        _runner.CallAsync(_text, receipt, [queue, copy, aside], arguments);
}
