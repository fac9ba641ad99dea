using SidekiqCluster.Clients;
using SidekiqCluster.LocalServers;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis.Tests.DataApi.Access;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Clients;

/// <summary>
/// Stores slices while something is refused, and tells what is wrong afterwards: a slice that is there in part, a queue
/// that is not registered, a result that does not say what happened.
/// </summary>
internal sealed class PushLaboratory : IAsyncDisposable
{
    private const string OldServer = "as before Redis 7.0";

    private static readonly string[] Commands = ["get", "set", "type", "zadd", "sadd", "lpush", "ltrim", "eval", "evalsha"];
    private static readonly string[] Keys = ["queue:default", "queue:low", "queues", "schedule"];

    private readonly RedisServer _server;
    private readonly ConnectionMultiplexer _admin;

    private PushLaboratory(RedisServer server, ConnectionMultiplexer admin)
    {
        _server = server;
        _admin = admin;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IDatabase Redis => _admin.GetDatabase();

    public static async Task<PushLaboratory> OpenAsync()
    {
        var server = await RedisServer.StartAsync([], Token);
        return new PushLaboratory(server, await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true"));
    }

    /// <summary>What goes wrong with this script; empty when nothing does.</summary>
    public async Task<IReadOnlyList<string>> FindViolationsAsync(string script)
    {
        var violations = new List<string>();
        foreach (var (server, text) in new[] { ("as it is", script), (OldServer, script.Replace("redis.acl_check_cmd", "(nil)", StringComparison.Ordinal)) })
        {
            await RunAsync($"{server}, nothing refused", ReadmeAcl.Of("pusher")[3..], NothingAsync, text, mustBeDone: true, violations);
            foreach (var command in Commands)
            {
                await RunAsync($"{server}, {command} forbidden", ["~*", "+@all", $"-{command}"], NothingAsync, text, mustBeDone: false, violations);
            }

            // The first queue may be pushed to, the second one only looked at and trimmed.
            await RunAsync($"{server}, queue:low forbidden", ["~*", "+@all", "-lpush", "(+lpush ~queue:default)"], NothingAsync, text, mustBeDone: false, violations);
            foreach (var key in Keys)
            {
                await RunAsync($"{server}, {key} of another type", ["~*", "+@all"], () => Redis.StringSetAsync(key, "text"), text, mustBeDone: false, violations);
            }

            await RunAsync($"{server}, full", ["~*", "+@all"], () => LimitMemoryAsync(1), text, mustBeDone: false, violations);
        }

        return violations;
    }

    public async ValueTask DisposeAsync()
    {
        await _admin.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static Task NothingAsync() => Task.CompletedTask;

    private Task<RedisResult> LimitMemoryAsync(long bytes) => Redis.ExecuteAsync("CONFIG", "SET", "maxmemory", bytes);

    private async Task RunAsync(
        string circumstances, string[] rights, Func<Task> sabotage, string script, bool mustBeDone, List<string> violations)
    {
        await Redis.ExecuteAsync("ACL", ["SETUSER", "pusher", "reset", "on", ">secret", .. rights]);
        await using var connection = await ShardConnector.ConnectAsync(
            new ShardOptions { Connection = $"redis://pusher:secret@{_server.EndPoint}" }, Token);
        connection.Scripts = _ => script;
        foreach (var push in PushCase.All)
        {
            await WriteAsync();
            await sabotage();
            await StoreAsAdminAsync(push);
            await LimitMemoryAsync(0);
            var done = await ReadAsync();

            await WriteAsync();
            await sabotage();
            var before = await ReadAsync();
            var receipt = Guid.NewGuid();
            var told = await CallAsync(connection, push, receipt);
            if (told)
            {
                // The same call again, as after a lost reply, must change nothing.
                await CallAsync(connection, push, receipt);
            }

            await LimitMemoryAsync(0);
            var after = await ReadAsync();
            var expected = told ? done : before;
            if (after != expected)
            {
                violations.Add($"{circumstances}: {push.Name} told {(told ? "stored" : "not stored")}; became\n{after}\nnot\n{expected}");
            }

            if (mustBeDone && !told)
            {
                violations.Add($"{circumstances}: {push.Name} was refused");
            }
        }
    }

    /// <summary>What the slice makes of the data where it can be stored: learnt from one who may do everything.</summary>
    private async Task StoreAsAdminAsync(PushCase push)
    {
        List<RedisKey> keys = ["sidekiq-cluster:receipt:of the admin", "queues"];
        List<RedisValue> arguments = [60];
        push.Slice().AddTo(keys, arguments, new RedisKeys(string.Empty));
        try
        {
            await Redis.ScriptEvaluateAsync(ReceiptScript.TextOf(PushScript.Name), [.. keys], [.. arguments]);
        }
        catch (RedisServerException e) when (e.Message.StartsWith("OOM", StringComparison.Ordinal))
        {
            // Not even the admin can; nothing is stored then.
            return;
        }
    }

    private static async Task<bool> CallAsync(ShardConnection connection, PushCase push, Guid receipt)
    {
        try
        {
            return await new PushScript(connection).CallAsync(push.Slice(), receipt);
        }
        catch (SidekiqClusterException e) when (!e.IsTransient)
        {
            return false;
        }
    }

    private async Task WriteAsync()
    {
        await Redis.ExecuteAsync("FLUSHDB");
        await Redis.ListRightPushAsync("queue:default", ["a", "b"]);
        await Redis.SetAddAsync("queues", "default");
        await Redis.SortedSetAddAsync("schedule", "c", 5);
    }

    private async Task<string> ReadAsync() => (await DatabaseState.ReadAsync(Redis)).ToString();
}
