using System.Globalization;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Clients;

/// <summary>The only caller of <c>push.lua</c>: one call stores one slice, all of it or nothing.</summary>
internal sealed class PushScript(ShardConnection connection)
{
    /// <summary>The script's name.</summary>
    public const string Name = "Clients/push";

    /// <summary>Stores a slice, or learns from the receipt what an earlier call with it did. One round trip.</summary>
    /// <param name="slice">A slice without a problem.</param>
    /// <param name="receipt">Unique to this call; a repeat of the same call uses it again.</param>
    /// <returns>Whether it is stored. When not, an earlier call was ended by the server, and nobody knows.</returns>
    /// <exception cref="ShardUnreachableException">The reply was lost: repeat the call.</exception>
    /// <exception cref="SidekiqClusterException">The server refused; nothing is stored.</exception>
    public async Task<bool> CallAsync(PushSlice slice, Guid receipt)
    {
        List<RedisKey> keys = [connection.Keys.Queues];
        List<RedisValue> arguments = [];
        slice.AddTo(keys, arguments, connection.Keys);
        var reply = await new ReceiptRunner(connection)
            .CallAsync(connection.Scripts(Name), receipt, [.. keys], [.. arguments]).ConfigureAwait(false);
        return reply == slice.Count.ToString(CultureInfo.InvariantCulture);
    }
}
