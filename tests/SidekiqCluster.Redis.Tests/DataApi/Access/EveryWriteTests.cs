using SidekiqCluster.LocalServers;
using SidekiqCluster.Redis.Tests.DataApi.Faults;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;
using static SidekiqCluster.Redis.Tests.DataApi.Access.PlainWrites;

namespace SidekiqCluster.Redis.Tests.DataApi.Access;

/// <summary>Every act of the catalogue: where it may be done and where it may not, and with its reply lost.</summary>
public sealed class EveryWriteTests(RedisFixture redis)
{
    private readonly PlainWrites _plain = new(redis);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(PlainWrites.Places), MemberType = typeof(PlainWrites))]
    public async Task Act_UnderAPrefixWithItsReplyLost_DoesTheSameOnce(int place)
    {
        var (write, expected, told) = await _plain.DoAsync(place);
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
    [MemberData(nameof(PlainWrites.Places), MemberType = typeof(PlainWrites))]
    public async Task Act_KeyOfAnotherType_ChangesNothing(int place)
    {
        var (write, expected, _) = await _plain.DoAsync(place);
        var initial = await _plain.InitialAsync(write);
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

    [Fact]
    public async Task EveryAct_AsDocumentedOperator_IsDone()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Cancel);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await admin.GetDatabase().ExecuteAsync("ACL", ["SETUSER", .. OperatorAcl.Documented]);
        foreach (var place in Enumerable.Range(0, WriteCatalogue.All.Count))
        {
            var (write, expected, told) = await _plain.DoAsync(place);
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
            var (write, expected, told) = await _plain.DoAsync(place);
            await admin.GetDatabase().ExecuteAsync("FLUSHDB");
            await Data.IntoAsync(admin.GetDatabase());
            await PrepareAsync(write, admin.GetDatabase());
            await using var shard = await ConnectAsync(new ShardOptions { Connection = garnet.EndPoint });

            Assert.Equal($"{write} {told}", $"{write} {AnswerOf(await write.ActAsync(shard, Cancel))}");
            Assert.Equal(expected.ToString(), (await DatabaseState.ReadAsync(admin.GetDatabase())).ToString());
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
}
