using SidekiqCluster.Redis.Tests.DataApi.Faults;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;

namespace SidekiqCluster.Redis.Tests.DataApi.Clients;

public sealed class LostPushTests(RedisFixture redis)
{
    private static readonly JobRequest Simple = new() { Class = "Hard", Args = JsonArguments.None };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Push_ReplyIsLost_ReceiptTellsThatItIsStoredOnce()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var proxy = new CuttingProxy(database.Server.Port);
        await using var shard = await ConnectAsync(proxy, database);

        proxy.LoseReplyTo("sidekiq-cluster:receipt:"u8.ToArray());
        var jid = await shard.Client.PushAsync(Simple, Token);

        Assert.Equal(1, proxy.Cuts);
        Assert.Equal([jid], await JidsAsync(shard));
    }

    [Fact]
    public async Task PushBulk_RepliesAreLost_EverySliceIsStoredOnce()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var proxy = new CuttingProxy(database.Server.Port);
        await using var shard = await ConnectAsync(proxy, database);
        var losing = new OnSlice(() => proxy.LoseReplyTo("sidekiq-cluster:receipt:"u8.ToArray()));

        var result = await shard.Client.PushBulkAsync(
            Enumerable.Repeat(Simple, 200), new BulkPushOptions { BatchSize = 10, Progress = losing }, Token);

        Assert.True(proxy.Cuts > 0);
        Assert.Equal((200, true), (result.Stored, result.IsComplete));
        Assert.Equal(result.Jids.Order(StringComparer.Ordinal), (await JidsAsync(shard)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Push_ServerStaysAway_IsUnknownAndNamesTheJob()
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        await using var proxy = new CuttingProxy(database.Server.Port);
        await using var shard = await ConnectAsync(proxy, database, isPatienceShort: true);
        await shard.Client.PushAsync(Simple, Token);

        proxy.CutAfter(ProxyDirection.Reply, 0, staysAway: true);
        var error = await Assert.ThrowsAsync<OutcomeUnknownException>(() => shard.Client.PushAsync(Simple with { Jid = "lost" }, Token));

        Assert.Equal(("lost", false), (error.Jid, error.IsTransient));
        Assert.Contains("lost", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, await database.Redis.ListLengthAsync("queue:default"));
    }

    private static Task<DrivenShard> ConnectAsync(CuttingProxy proxy, TestDatabase database, bool isPatienceShort = false) =>
        ShardDriver.ConnectAsync(
            new ShardOptions
            {
                Connection = $"redis://{proxy.EndPoint}/{database.Index}",
                TimestampUnit = TimestampUnit.Seconds,
                TimeProvider = new HurriedClock(50, TestShard.Now, isPatienceShort),
            });

    private static async Task<IEnumerable<string>> JidsAsync(DrivenShard shard) =>
        (await shard.Queue("default").ReadAsync(cancellationToken: Token).ToListAsync(Token)).Select(job => job.Jid!);

    private sealed class OnSlice(Action act) : IProgress<PushedSlice>
    {
        public void Report(PushedSlice value) => act();
    }
}
