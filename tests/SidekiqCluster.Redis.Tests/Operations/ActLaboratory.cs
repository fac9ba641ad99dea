using SidekiqCluster.LocalServers;
using SidekiqCluster.Operations;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>
/// Runs every act while something is refused, and tells what is wrong afterwards: a job that is in both places or in
/// neither, a score or a place that was not put back, a result that does not say what happened.
/// </summary>
internal sealed class ActLaboratory : IAsyncDisposable
{
    private const string OldServer = "as before Redis 7.0";

    // What the Core's README says that acting needs, on top of connecting.
    private const string OperatorRights =
        "+@connection +info +get +set +type +zscore +zadd +zrem +sadd +lpush +lpos +lrange +lset +lrem +llen +eval +evalsha +script|load";

    private static readonly string[] Commands =
        ["get", "set", "type", "zscore", "zadd", "zrem", "sadd", "lpush", "lpos", "lrange", "lset", "lrem", "llen", "eval", "evalsha"];

    private static readonly string[] DestinationKeys = ["queue:low", "dead", "queues", "retry", "queue:default"];

    private readonly RedisServer _server;
    private readonly ConnectionMultiplexer _admin;

    private ActLaboratory(RedisServer server, ConnectionMultiplexer admin)
    {
        _server = server;
        _admin = admin;
    }

    private IDatabase Redis => _admin.GetDatabase();

    public static async Task<ActLaboratory> OpenAsync()
    {
        var server = await RedisServer.StartAsync([], Token);
        return new ActLaboratory(server, await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true"));
    }

    /// <summary>What goes wrong with this script; empty when nothing does.</summary>
    public async Task<IReadOnlyList<string>> FindViolationsAsync(string script)
    {
        var violations = new List<string>();
        foreach (var (server, text) in new[] { ("as it is", script), (OldServer, script.Replace("redis.acl_check_cmd", "(nil)", StringComparison.Ordinal)) })
        {
            await RunAsync($"{server}, nothing refused", OperatorRights, NothingAsync, text, mustBeDone: true, violations);
            foreach (var command in Commands)
            {
                await RunAsync($"{server}, {command} forbidden", $"+@all -{command}", NothingAsync, text, mustBeDone: false, violations);
            }

            foreach (var key in DestinationKeys)
            {
                await RunAsync($"{server}, {key} of another type", "+@all", () => Redis.StringSetAsync(key, "text"), text, mustBeDone: false, violations);
            }

            await RunAsync($"{server}, full", "+@all", () => LimitMemoryAsync(1), text, mustBeDone: false, violations);
        }

        return violations;
    }

    public async ValueTask DisposeAsync()
    {
        await _admin.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task NothingAsync() => Task.CompletedTask;

    private Task<RedisResult> LimitMemoryAsync(long bytes) => Redis.ExecuteAsync("CONFIG", "SET", "maxmemory", bytes);

    private async Task RunAsync(
        string circumstances, string rights, Func<Task> sabotage, string script, bool mustBeDone, List<string> violations)
    {
        await Redis.ExecuteAsync("ACL", ["SETUSER", "actor", "reset", "on", ">secret", "~*", "&*", .. rights.Split(' ')]);
        await using var connection = await ShardConnector.ConnectAsync(
            new ShardOptions { Connection = $"redis://actor:secret@{_server.EndPoint}" }, Token);
        foreach (var act in ActCase.All)
        {
            await LaboratoryState.Initial.WriteAsync(Redis);
            await sabotage();
            var before = await LaboratoryState.ReadAsync(Redis);
            var receipt = Guid.NewGuid();
            var told = await CallAsync(connection, script, act, receipt);
            if (told == ActState.Done)
            {
                // The same call again, as after a lost reply, must change nothing.
                await CallAsync(connection, script, act, receipt);
            }

            await LimitMemoryAsync(0);
            var after = await LaboratoryState.ReadAsync(Redis);
            var expected = told == ActState.Done ? act.Done(before) : before;
            if (after.ToString() != expected.ToString())
            {
                violations.Add($"{circumstances}: {act.Name} told {told}; {before} became {after}");
            }

            var mustBe = act.Done(before) == before ? ActState.Gone : ActState.Done;
            if (mustBeDone && told != mustBe)
            {
                violations.Add($"{circumstances}: {act.Name} told {told}, not {mustBe}");
            }
        }
    }

    private static async Task<ActState> CallAsync(ShardConnection connection, string script, ActCase act, Guid receipt)
    {
        try
        {
            return (await new ActScript(connection, script).CallAsync(act.Source, [act.Step], receipt))[0].State;
        }
        catch (SidekiqClusterException e) when (!e.IsTransient)
        {
            return ActState.Failed;
        }
    }
}
