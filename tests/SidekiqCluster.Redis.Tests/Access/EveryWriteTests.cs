using System.Collections.Concurrent;
using SidekiqCluster.LocalServers;
using SidekiqCluster.Receipts;
using SidekiqCluster.Redis.Tests.Operations;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Access;

/// <summary>Every act of the catalogue: where it may be done and where it may not, and with its reply lost.</summary>
public sealed class EveryWriteTests(RedisFixture redis)
{
    private static readonly Fixture Data = Fixture.Load("sidekiq-8.1.7");

    private static readonly ConcurrentDictionary<int, Task<(Write Write, DatabaseState After, string Told)>> Done = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<int> Places => [.. Enumerable.Range(0, WriteCatalogue.All.Count)];

    [Fact]
    public void EveryScript_IsRunByAnActOfTheCatalogue() =>
        Assert.Equal(ReceiptScript.Names.Order(), WriteCatalogue.All.Select(write => write.Script).Distinct().Order());

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Act_UnderAPrefixWithItsReplyLost_DoesTheSameOnce(int place)
    {
        var (write, expected, told) = await DoAsync(place);
        await using var database = await redis.NewDatabaseAsync(Data, "myapp:");
        await PrepareAsync(write, database.Redis, "myapp:");
        await using var proxy = new CuttingProxy(database.Server.Port);
        await using var shard = await ConnectAsync(new ShardOptions { Connection = $"redis://{proxy.EndPoint}/{database.Index}", KeyPrefix = "myapp" });

        proxy.LoseReplyTo("sidekiq-cluster:receipt:"u8.ToArray());
        var answer = AnswerOf(await write.ActAsync(shard, Cancel));

        Assert.Equal(1, proxy.Cuts);
        Assert.Equal(told, answer);
        Assert.Equal(expected.ToString(), (await DatabaseState.ReadAsync(database.Redis, "myapp:")).ToString());
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Act_KeyOfAnotherType_ChangesNothing(int place)
    {
        var (write, expected, _) = await DoAsync(place);
        var initial = await InitialAsync(write);
        foreach (var key in initial.ChangesTo(expected).Keys)
        {
            await using var database = await redis.NewDatabaseAsync(Data);
            await PrepareAsync(write, database.Redis);
            await SabotageAsync(database.Redis, key, (initial.Keys.GetValueOrDefault(key) ?? expected.Keys[key]).Type);
            await using var shard = await ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
            var before = await DatabaseState.ReadAsync(database.Redis);

            // A result that counts failures, or an exception: either way nothing has changed.
            var error = await Xunit.Record.ExceptionAsync(() => write.ActAsync(shard, Cancel));

            Assert.True(error is null or SidekiqClusterException, error?.ToString());
            var changes = before.ChangesTo(await DatabaseState.ReadAsync(database.Redis));
            Assert.Empty(write.Member.StartsWith("IProcessSet.", StringComparison.Ordinal)
                // The other processes are told.
                ? changes.Keys.Intersect([key])
                : changes.Keys);
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Act_UnderANameOfItsOwn_IsRepeatedByAnotherWithoutEffect(int place)
    {
        var (write, expected, told) = await DoAsync(place);
        await using var database = await redis.NewDatabaseAsync(Data);
        await PrepareAsync(write, database.Redis);
        await using var first = await ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        await using var second = await ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        await using var later = await SidekiqShard.ConnectAsync(
            new ShardOptions { Connection = database.ConnectionString, TimeProvider = new HurriedClock(haste: 1, Data.Now.AddMinutes(3)) }, Cancel);
        var actAsync = write.ChooseAsync is { } chooseAsync ? await chooseAsync(first, Cancel) : write.ActAsync;
        var act = Guid.NewGuid();
        if (write.IsByFilter)
        {
            var before = await DatabaseState.ReadAsync(database.Redis);
            await Assert.ThrowsAsync<InvalidOperationException>(() => actAsync(first.Acting(act), Cancel));
            Assert.Equal(before.ToString(), (await DatabaseState.ReadAsync(database.Redis)).ToString());
            return;
        }

        var answers = await Task.WhenAll(actAsync(first.Acting(act), Cancel), actAsync(second.Acting(act), Cancel));
        var again = await actAsync(later.Acting(act), Cancel);

        Assert.Equal(Enumerable.Repeat(told, 3), answers.Append(again).Select(AnswerOf));
        Assert.Equal(expected.ToString(), (await DatabaseState.ReadAsync(database.Redis)).ToString());
    }

    [Fact]
    public async Task EveryAct_AsDocumentedOperator_IsDone()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await admin.GetDatabase().ExecuteAsync("ACL", ["SETUSER", .. OperatorAcl.Documented]);
        foreach (var place in Enumerable.Range(0, WriteCatalogue.All.Count))
        {
            var (write, expected, told) = await DoAsync(place);
            await admin.GetDatabase().ExecuteAsync("FLUSHALL");
            await Data.IntoAsync(admin.GetDatabase());
            await PrepareAsync(write, admin.GetDatabase());
            await using var shard = await ConnectAsync(
                new ShardOptions { Connection = $"redis://operator:{OperatorAcl.Password}@{server.EndPoint}" });

            Assert.Equal(told, AnswerOf(await write.ActAsync(shard, Cancel)));
            Assert.Equal(expected.ToString(), (await DatabaseState.ReadAsync(admin.GetDatabase())).ToString());
        }

        Assert.Empty((RedisResult[])(await admin.GetDatabase().ExecuteAsync("ACL", "LOG"))!);
    }

    [Fact]
    public async Task EveryAct_OnGarnet_DoesTheSame()
    {
        Require.RealRedis();
        await using var garnet = GarnetServer.Start();
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{garnet.EndPoint},allowAdmin=true");
        foreach (var place in Enumerable.Range(0, WriteCatalogue.All.Count))
        {
            var (write, expected, told) = await DoAsync(place);
            await admin.GetDatabase().ExecuteAsync("FLUSHDB");
            await Data.IntoAsync(admin.GetDatabase());
            await PrepareAsync(write, admin.GetDatabase());
            await using var shard = await ConnectAsync(new ShardOptions { Connection = garnet.EndPoint });

            Assert.Equal($"{write} {told}", $"{write} {AnswerOf(await write.ActAsync(shard, Cancel))}");
            Assert.Equal(expected.ToString(), (await DatabaseState.ReadAsync(admin.GetDatabase())).ToString());
        }
    }

    /// <summary>What the act does on a plain server, and what it tells. It changes something.</summary>
    private Task<(Write Write, DatabaseState After, string Told)> DoAsync(int place) => Done.GetOrAdd(place, DoOnceAsync);

    private async Task<(Write Write, DatabaseState After, string Told)> DoOnceAsync(int place)
    {
        var write = WriteCatalogue.All[place];
        await using var database = await redis.NewDatabaseAsync(Data);
        await PrepareAsync(write, database.Redis);
        await using var shard = await ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        var told = AnswerOf(await write.ActAsync(shard, Cancel));
        var after = await DatabaseState.ReadAsync(database.Redis);
        Assert.NotEmpty((await InitialAsync(write)).ChangesTo(after));
        return (write, after, told);
    }

    private async Task<DatabaseState> InitialAsync(Write write)
    {
        await using var database = await redis.NewDatabaseAsync(Data);
        await PrepareAsync(write, database.Redis);
        return await DatabaseState.ReadAsync(database.Redis);
    }

    private static async Task PrepareAsync(Write write, IDatabase database, string prefix = "")
    {
        if (write.Absent is { } key)
        {
            await database.KeyDeleteAsync(prefix + key);
        }
    }

    private static async Task SabotageAsync(IDatabase database, string key, string type)
    {
        await database.KeyDeleteAsync(key);
        Task done = type == "string"
            ? database.ListRightPushAsync(key, "of another type")
            : database.StringSetAsync(key, "of another type");
        await done;
    }

    private static string AnswerOf(object? answer) => answer switch
    {
        OperationResult result =>
            $"{result.Operation} matched {result.Matched} done {result.Done} gone {result.Gone} refused {result.Refused} failed {result.Failed} unknown {result.Unknown} {string.Join(',', result.Reasons)}",
        System.Collections.IEnumerable list and not string => string.Join(',', list.Cast<object>()),
        _ => answer?.ToString() ?? "nothing",
    };

    private static Task<SidekiqShard> ConnectAsync(ShardOptions options) =>
        SidekiqShard.ConnectAsync(options with { TimeProvider = new HurriedClock(haste: 1, Data.Now) }, Cancel);
}
