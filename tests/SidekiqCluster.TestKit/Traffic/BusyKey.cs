using StackExchange.Redis;

namespace SidekiqCluster.TestKit.Traffic;

/// <summary>Does to a key in Redis what traffic did to its model.</summary>
public static class BusyKey
{
    /// <summary>Sends the commands together.</summary>
    /// <param name="redis">The database.</param>
    /// <param name="key">The key that the commands are about.</param>
    /// <param name="commands">The commands.</param>
    public static Task ApplyAsync(IDatabase redis, RedisKey key, IReadOnlyList<ListCommand> commands) =>
        Task.WhenAll(commands.Select(command => redis.ExecuteAsync(
            command.Name,
            [key, .. command.Arguments.Select(argument => argument == ListCommand.Key ? key : argument)])));
}
