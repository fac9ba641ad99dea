using SidekiqCluster.LocalServers;
using SidekiqCluster.Redis.Tests.DataApi.Faults;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Failures;

/// <summary>
/// A shard dies, hangs, comes back as another, refuses, is full, breaks off: what is asked of it is answered rightly or marked
/// with the reason, in time, and it heals without a restart of anything else.
/// </summary>
public sealed class HurtShardTests(RedisFixture redis, SharedFleet shared) : IClassFixture<SharedFleet>
{
    private static readonly JobRequest Push = new() { Class = "HardJob", Args = JsonArguments.Of(1), Queue = "pushed" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shard_DiesAndComesBackEmpty_IsMarkedThenEmpty()
    {
        await using var other = await NewDatabaseAsync();
        await using var hurt = await HurtShard.StartAsync(shared.Fleet, "dies", other.ConnectionString);

        await hurt.Server.KillAsync();
        Assert.All(await hurt.AssertUnansweredAsync(), reason => Assert.True(reason.IsTransient));
        await hurt.Server.RestartAsync(Token);

        Assert.Equal((0, 0), await hurt.UntilItHealsAsync());
        Assert.Empty(await hurt.Shard.RetrySet.ReadAsync(cancellationToken: Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Shard_Hangs_IsMarkedInTimeUntilItGoesOn()
    {
        await using var other = await NewDatabaseAsync();
        await using var hurt = await HurtShard.StartAsync(shared.Fleet, "hangs", other.ConnectionString);

        await hurt.Server.HangAsync(Token);
        Assert.All(await hurt.AssertUnansweredAsync(), reason => Assert.IsType<ShardUnreachableException>(reason));
        await hurt.Server.WakeAsync(Token);

        Assert.Equal((HurtShard.Jobs, HurtShard.Jobs), await hurt.UntilItHealsAsync());
    }

    [Fact]
    public async Task Shard_ComesBackAsAReplicaOfAnother_ShowsWhatThatHasAndTakesNoActs()
    {
        await using var other = await NewDatabaseAsync();
        await using var hurt = await HurtShard.StartAsync(shared.Fleet, "replica", other.ConnectionString);
        await using var master = await RedisServer.StartAsync([], Token);

        await hurt.Server.KillAsync();
        await hurt.Server.RestartAsync(Token);
        await hurt.Admin.GetServers()[0].ExecuteAsync("REPLICAOF", "127.0.0.1", master.Port);

        Assert.Equal((0, 0), await hurt.UntilItHealsAsync());
        await Assert.ThrowsAnyAsync<SidekiqClusterException>(() => hurt.Shard.Client.PushAsync(Push, Token));
        await hurt.Admin.GetServers()[0].ExecuteAsync("REPLICAOF", "NO", "ONE");
        Assert.Equal(0, await hurt.Shard.Queue("pushed").GetSizeAsync(Token));
        await UntilItActsAsync(hurt);
    }

    [Fact]
    public async Task Shard_RefusesThePassword_SaysSoUntilItTakesUsAgain()
    {
        await using var other = await NewDatabaseAsync();
        await using var hurt = await HurtShard.StartAsync(shared.Fleet, "refuses", other.ConnectionString);
        var server = hurt.Admin.GetServers()[0];

        await server.ExecuteAsync("CONFIG", "SET", "requirepass", "another");
        await server.ExecuteAsync("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
        await hurt.AssertUnansweredAsync();
        await server.ExecuteAsync("CONFIG", "SET", "requirepass", string.Empty);

        Assert.Equal((HurtShard.Jobs, HurtShard.Jobs), await hurt.UntilItHealsAsync());
    }

    [Fact]
    public async Task Shard_IsFull_AnswersAndRefusesActs()
    {
        await using var other = await NewDatabaseAsync();
        await using var hurt = await HurtShard.StartAsync(shared.Fleet, "full", other.ConnectionString);
        var server = hurt.Admin.GetServers()[0];

        await server.ConfigSetAsync("maxmemory", "1");
        Assert.Equal((HurtShard.Jobs, HurtShard.Jobs), await hurt.CountAsync());
        var full = await Assert.ThrowsAnyAsync<SidekiqClusterException>(() => hurt.Shard.Client.PushAsync(Push, Token));
        Assert.Contains("full", full.Message, StringComparison.Ordinal);
        await server.ConfigSetAsync("maxmemory", "0");

        Assert.Equal(0, await hurt.Shard.Queue("pushed").GetSizeAsync(Token));
        await UntilItActsAsync(hurt);
    }

    [Fact]
    public async Task Shard_BreaksOffInTheMiddleOfReplies_AnswersRightAndActsOnce()
    {
        await using var other = await NewDatabaseAsync();
        CuttingProxy? proxy = null;
        await using var hurt = await HurtShard.StartAsync(
            shared.Fleet, "breaks", other.ConnectionString, server => (proxy = new CuttingProxy(server.Port)).EndPoint);
        await using var way = proxy!;
        for (var bytes = 0; bytes < 2_000; bytes += 199)
        {
            way.CutAfter(ProxyDirection.Reply, bytes);
            Assert.Equal((HurtShard.Jobs, HurtShard.Jobs), await hurt.UntilItHealsAsync());
            way.CutAfter(ProxyDirection.Reply, bytes % 40);
            await PushUntilItIsDoneAsync(hurt);
        }

        Assert.Equal(11, await hurt.Admin.GetDatabase().ListLengthAsync("queue:pushed"));
        Assert.Equal(11, await hurt.Shard.Queue("pushed").GetSizeAsync(Token));
    }

    private static async Task UntilItActsAsync(HurtShard hurt)
    {
        Assert.Equal((await hurt.CountAsync()).Found, (await hurt.UntilItHealsAsync()).Found);
        await hurt.Shard.Client.PushAsync(Push, Token);
        Assert.Equal(1, await hurt.Shard.Queue("pushed").GetSizeAsync(Token));
    }

    /// <summary>An act that was not done says so, and is tried again.</summary>
    private static async Task PushUntilItIsDoneAsync(HurtShard hurt)
    {
        while (true)
        {
            try
            {
                await hurt.Shard.Client.PushAsync(Push, Token);
                return;
            }
            catch (ShardUnreachableException)
            {
                await hurt.UntilItHealsAsync();
            }
        }
    }

    private Task<TestDatabase> NewDatabaseAsync()
    {
        Require.RealRedis();
        return redis.NewDatabaseAsync();
    }
}
