using Microsoft.Extensions.Logging;

namespace SidekiqCluster.Grains;

/// <summary>All log messages of the grains. Ids: 1 to 99 shards and their connections, 100 to 199 placement, 200 to 299 which shards there are.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Shard {Shard} is connected.")]
    public static partial void ShardConnected(ILogger logger, string shard);

    [LoggerMessage(2, LogLevel.Warning, "Shard {Shard} cannot be connected: {Reason}")]
    public static partial void ShardUnreachable(ILogger logger, string shard, string reason);

    [LoggerMessage(3, LogLevel.Information, "Shard {Shard} is disconnected, as no grain of it is left here.")]
    public static partial void ShardDisconnected(ILogger logger, string shard);

    [LoggerMessage(4, LogLevel.Information, "Shard {Shard} is disconnected, as it was removed or is reached in another way now.")]
    public static partial void ShardRevised(ILogger logger, string shard);

    [LoggerMessage(100, LogLevel.Information, "The grains of shard {Shard} move to silo {Silo}, where it is at home now.")]
    public static partial void ShardMoves(ILogger logger, string shard, SiloAddress silo);

    [LoggerMessage(200, LogLevel.Information, "Shard {Shard} was added at run time.")]
    public static partial void ShardAdded(ILogger logger, string shard);

    [LoggerMessage(201, LogLevel.Information, "Shard {Shard}, which was added at run time, was removed.")]
    public static partial void ShardRemoved(ILogger logger, string shard);

    [LoggerMessage(202, LogLevel.Error, "The cluster's own store did not take which shards there are.")]
    public static partial void RosterNotStored(ILogger logger, Exception cause);

    [LoggerMessage(203, LogLevel.Warning, "The silo cannot learn whether shards were added or removed, and goes on with those it knows: {Reason}")]
    public static partial void RosterUnknown(ILogger logger, string reason);

    [LoggerMessage(204, LogLevel.Error, "The configuration changed to one that cannot be used, and the silo goes on with the one before: {Reason}")]
    public static partial void ConfigurationUnusable(ILogger logger, string reason);

    [LoggerMessage(205, LogLevel.Warning, "Shard {Shard} was added at run time and is in the configuration now, too, which is followed.")]
    public static partial void ShardConfiguredToo(ILogger logger, string shard);
}
