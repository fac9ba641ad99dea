using System.Globalization;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Operations;

/// <summary>The only caller of <c>copy.lua</c>.</summary>
internal sealed class CopyScript(ShardConnection connection, SwapOptions options)
{
    /// <summary>The script's name.</summary>
    public const string Name = "Operations/copy";

    private const string Lost = "lost";

    /// <summary>Copies a window. One round trip.</summary>
    /// <param name="copy">What was copied before it.</param>
    /// <param name="window">What to copy.</param>
    /// <param name="slack">How far it may have moved since it was read.</param>
    /// <param name="cancellationToken">Ends the waiting for a server that does not answer.</param>
    /// <returns>Entries of the queue behind the window's end now; null when the queue does not look so, and nothing was copied.</returns>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<long?> CallAsync(QueueCopy copy, CopyWindow window, int slack, CancellationToken cancellationToken)
    {
        RedisKey[] keys = [copy.Queue, copy.Key];
        RedisValue[] arguments =
        [
            (long)options.Lifetime.TotalSeconds, copy.Copied, copy.Behind, slack, window.Count, window.Deleted.Count, options.Run,
            .. copy.Nearest.Take(options.Run), .. window.Nearest.Take(Math.Min(options.Run, window.Count)),
            .. window.Deleted.Select(static bytes => (RedisValue)bytes),
        ];
        var (runner, receipt, text) = (new ReceiptRunner(connection), Guid.NewGuid(), connection.Scripts(Name));
        var settled = await runner.SettleAsync(() => runner.CallAsync(text, receipt, keys, arguments), cancellationToken)
            .ConfigureAwait(false);
        var told = settled.Error is { } error ? throw error : settled.Value!;
        return told is Lost or "" ? null : long.Parse(told, CultureInfo.InvariantCulture);
    }
}
