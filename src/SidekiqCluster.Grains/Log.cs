using Microsoft.Extensions.Logging;

namespace SidekiqCluster.Grains;

/// <summary>All log messages of the grains. Ids: 1 to 99 shards and their connections, 100 to 199 placement.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Shard {Shard} is connected.")]
    public static partial void ShardConnected(ILogger logger, string shard);

    [LoggerMessage(2, LogLevel.Warning, "Shard {Shard} cannot be connected: {Reason}")]
    public static partial void ShardUnreachable(ILogger logger, string shard, string reason);

    [LoggerMessage(3, LogLevel.Information, "Shard {Shard} is disconnected, as no grain of it is left here.")]
    public static partial void ShardDisconnected(ILogger logger, string shard);

    [LoggerMessage(100, LogLevel.Information, "The grains of shard {Shard} move to silo {Silo}, where it is at home now.")]
    public static partial void ShardMoves(ILogger logger, string shard, SiloAddress silo);
}
