using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.LocalServers;
using SidekiqCluster.Pulses;
using SidekiqCluster.Redis.Tests.DataApi;
using SidekiqCluster.Redis.Tests.DataApi.Faults;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Pulses;

public sealed class ShardPulseTests(RedisFixture redis)
{
    private static readonly TimeSpan TwoSeconds = TimeSpan.FromSeconds(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_WithinTheStaleness_IsTheSamePulseUntilSomebodyActs()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectDirectlyAsync();
        await using var pulse = new ShardPulse(shard.Connection);
        Assert.Empty(await (await pulse.GetAsync(TwoSeconds, null, Token)).Value.QueueNames);

        await shard.Client.PushAsync(new JobRequest { Class = "HardJob", Args = JsonArguments.Of(1), Queue = "low" }, Token);
        var before = await pulse.GetAsync(TwoSeconds, null, Token);
        pulse.Invalidate();
        var after = await pulse.GetAsync(TwoSeconds, null, Token);

        Assert.Empty(await before.Value.QueueNames);
        Assert.Equal([new("low", 1)], await after.Value.QueueSizes);
        Assert.True(after.IsFresh);
    }

    [Fact]
    public async Task Get_ShardThatHangs_IsTheLastOneUntilItAnswersAgain()
    {
        await using var server = await LocalServer.StartAsync(Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        await using var proxy = new CuttingProxy(server.Port);
        var clock = new FakeTimeProvider(TestShard.Now);
        await using var shard = await SidekiqShard.ConnectAsync(
            new ShardOptions { Name = "eu-1", Connection = proxy.EndPoint, TimeProvider = clock, Timeout = TimeSpan.FromMinutes(1) }, Token);
        await using var pulse = new ShardPulse(shard.Connection);
        await pulse.GetAsync(TwoSeconds, null, Token);
        await admin.GetDatabase().StringSetAsync("stat:processed", 7);
        clock.Advance(2 * TwoSeconds);

        var held = proxy.HoldAsync("SSCAN"u8.ToArray());
        var patient = pulse.GetAsync(TwoSeconds, null, Token);
        var asking = pulse.GetAsync(TwoSeconds, TwoSeconds, Token);
        await held;
        clock.Advance(TwoSeconds);
        var stale = await asking;
        proxy.Release();
        var fresh = await patient;

        Assert.Equal((TestShard.Now, 0), (stale.CapturedAt, (await stale.Value.Stats).Processed));
        Assert.Equal("Shard eu-1 did not answer within 00:00:02; ask again, or allow more time.", stale.Error!.Message);
        Assert.Equal((TestShard.Now + (2 * TwoSeconds), 7), (fresh.CapturedAt, (await fresh.Value.Stats).Processed));
        Assert.True(fresh.IsFresh);
    }
}
