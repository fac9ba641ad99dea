using SidekiqCluster.LocalServers;
using SidekiqCluster.Receipts;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>
/// Calls a script while something is refused, and tells what is wrong afterwards: what was refused must have changed
/// nothing, what was done must be done whole, and called again it must be neither done again nor told otherwise.
/// </summary>
internal sealed class ReceiptLaboratory : IAsyncDisposable
{
    private const string Refused = "refused";
    private const string NoFault = "nothing refused";

    private static readonly string[] Commands =
    [
        "get", "set", "type", "unlink", "zcard", "zadd", "zcount", "zremrangebyrank", "llen", "sismember", "srem", "sadd", "mset",
        "hget", "hexists", "lrange", "lpush", "lpop", "rpush", "ltrim", "zscore", "expire", "hsetnx", "hdel", "ttl", "exists", "del", "rename", "persist",
    ];

    private readonly RedisServer _server;
    private readonly ConnectionMultiplexer _admin;

    private ReceiptLaboratory(RedisServer server, ConnectionMultiplexer admin)
    {
        _server = server;
        _admin = admin;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IDatabase Redis => _admin.GetDatabase();

    public static async Task<ReceiptLaboratory> OpenAsync()
    {
        var server = await RedisServer.StartAsync([], Token);
        return new ReceiptLaboratory(server, await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true"));
    }

    /// <summary>What goes wrong with these calls when their scripts are changed so; empty when nothing does.</summary>
    public async IAsyncEnumerable<string> FindViolationsAsync(IEnumerable<ReceiptCase> calls, Func<string, string>? change = null)
    {
        foreach (var call in calls)
        {
            var text = (change ?? (same => same))(ReceiptScript.TextOf(call.Script));
            var plain = await RunAsync(call, ReceiptScript.TextOf(call.Script), "+@all", NothingAsync);
            foreach (var (server, script) in new[] { ("as it is", text), ("as before Redis 7.0", text.Replace("redis.acl_check_cmd", "(nil)", StringComparison.Ordinal)) })
            {
                foreach (var fault in FaultsOf(call))
                {
                    var seen = await RunAsync(call, script, fault.Rights, fault.SabotageAsync);
                    var isRefused = seen.Told == Refused;
                    var expected = isRefused ? seen.Before : fault.IsSpoilt ? seen.After : plain.After;
                    var isTruth = isRefused ? fault.Name != NoFault : fault.IsSpoilt || seen.Told == plain.Told;
                    if (!isTruth || seen.After != expected || seen.Again != seen.After)
                    {
                        yield return $"{call.Name}, {server}, {fault.Name}: told {seen.Told}, not {plain.Told};\n"
                            + $"{seen.Before}\nbecame\n{seen.After}\nand\n{seen.Again}";
                    }
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _admin.DisposeAsync();
        await _server.DisposeAsync();
    }

    private IEnumerable<Fault> FaultsOf(ReceiptCase call) =>
    [
        new(NoFault, "+@all", NothingAsync),
        new("full", "+@all", () => LimitMemoryAsync(1)),
        .. Commands.Select(command => new Fault($"{command} forbidden", $"+@all -{command}", NothingAsync)),
        .. call.Keys.Select(key => new Fault($"{key} of another type", "+@all", () => SpoilAsync(key), IsSpoilt: true)),
    ];

    private static Task NothingAsync() => Task.CompletedTask;

    private Task<RedisResult> LimitMemoryAsync(long bytes) => Redis.ExecuteAsync("CONFIG", "SET", "maxmemory", bytes);

    private async Task SpoilAsync(RedisKey key)
    {
        var isText = await Redis.KeyTypeAsync(key) == RedisType.String;
        await Redis.KeyDeleteAsync(key);
        Task spoiling = isText ? Redis.ListLeftPushAsync(key, "of another type") : Redis.StringSetAsync(key, "of another type");
        await spoiling;
    }

    private async Task<Run> RunAsync(ReceiptCase call, string script, string rights, Func<Task> sabotage)
    {
        await Redis.ExecuteAsync("ACL", ["SETUSER", "actor", "reset", "on", ">secret", "~*", "&*", .. rights.Split(' ')]);
        await using var connection = await ShardConnector.ConnectAsync(
            new ShardOptions { Connection = $"redis://actor:secret@{_server.EndPoint}" }, Token);
        await ReceiptCase.WriteAsync(Redis);
        await sabotage();
        var before = await ReadAsync();
        var receipt = Guid.NewGuid();
        var told = await CallAsync();
        var after = await ReadAsync();

        // The same call again, as after a lost reply.
        var again = told == Refused ? told : await CallAsync();
        await LimitMemoryAsync(0);
        return new Run(told == again ? told : $"{told}, then {again}", before, after, await ReadAsync());

        async Task<string> CallAsync()
        {
            try
            {
                return await call.CallAsync(connection, script, receipt);
            }
            catch (SidekiqClusterException e) when (!e.IsTransient)
            {
                return Refused;
            }
        }
    }

    private async Task<string> ReadAsync() => (await DatabaseState.ReadAsync(Redis)).ToString();

    private sealed record Fault(string Name, string Rights, Func<Task> SabotageAsync, bool IsSpoilt = false);

    private sealed record Run(string Told, string Before, string After, string Again);
}
