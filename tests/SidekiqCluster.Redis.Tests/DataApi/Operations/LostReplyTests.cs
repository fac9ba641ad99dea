using SidekiqCluster.Redis.Tests.DataApi.Faults;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;

namespace SidekiqCluster.Redis.Tests.DataApi.Operations;

public sealed class LostReplyTests(RedisFixture redis)
{
    [Fact]
    public async Task Retry_ReplyIsLost_ReceiptTellsThatItWasDoneOnce()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", AJob.Retrying().Json, 5);
        await using var proxy = new CuttingProxy(database.Server.Port);
        await using var shard = await ConnectAsync(proxy, database);
        var jobs = JobSelection.Of([.. await shard.RetrySet.ReadAsync(cancellationToken: Token).ToListAsync(Token)]);

        proxy.LoseReplyTo("sidekiq-cluster:receipt:"u8.ToArray());
        var result = await shard.Operations.RetryAsync(jobs, cancellationToken: Token);

        Assert.Equal((1, 1, 0), (proxy.Cuts, result.Done, result.Gone));
        Assert.Equal(1, await database.Redis.ListLengthAsync("queue:default"));
        Assert.Equal(0, await database.Redis.SortedSetLengthAsync("retry"));
    }

    [Fact]
    public async Task Delete_ReplyIsLostAndEqualCopiesWait_TakesOneCopy()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListRightPushAsync("queue:default", ["twin", "twin", "twin"]);
        await using var proxy = new CuttingProxy(database.Server.Port);
        await using var shard = await ConnectAsync(proxy, database);

        proxy.LoseReplyTo("sidekiq-cluster:receipt:"u8.ToArray());
        var result = await shard.Operations.DeleteAsync(
            JobSelection.Of(new JobRecord(shard.Name, JobSource.Queue("default"), "twin"u8.ToArray())), cancellationToken: Token);

        Assert.Equal((1, 1), (proxy.Cuts, result.Done));
        Assert.Equal(2, await database.Redis.ListLengthAsync("queue:default"));
    }

    [Fact]
    public async Task Delete_ComputerSleepsLongerThanTheReceiptLives_DoesNotRepeatTheCall()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListRightPushAsync("queue:default", ["twin", "twin", "twin"]);
        await using var proxy = new CuttingProxy(database.Server.Port);
        await using var shard = await ConnectAsync(proxy, database, new SleepingClock(proxy));

        proxy.LoseReplyTo("sidekiq-cluster:receipt:"u8.ToArray());
        var result = await shard.Operations.DeleteAsync(
            JobSelection.Of(new JobRecord(shard.Name, JobSource.Queue("default"), "twin"u8.ToArray())), cancellationToken: Token);

        Assert.Equal((1, 1, 0), (proxy.Cuts, result.Unknown, result.Done));
        Assert.Equal(2, await database.Redis.ListLengthAsync("queue:default"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task<DrivenShard> ConnectAsync(CuttingProxy proxy, TestDatabase database, TimeProvider? clock = null) =>
        ShardDriver.ConnectAsync(
            new ShardOptions
            {
                Connection = $"redis://{proxy.EndPoint}/{database.Index}",
                TimeProvider = clock ?? TimeProvider.System,
            });
}
