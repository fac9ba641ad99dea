using SidekiqCluster.TestKit.Traffic;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Passes;

/// <summary>Does to a key in Redis what traffic did to its model.</summary>
internal static class BusyKey
{
    public static Task ApplyAsync(IDatabase redis, RedisKey key, IReadOnlyList<ListCommand> commands) =>
        Task.WhenAll(commands.Select(command => redis.ExecuteAsync(
            command.Name,
            [key, .. command.Arguments.Select(argument => argument == ListCommand.Key ? key : argument)])));
}
