using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Queues;

public sealed class JobQueueActsTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clear_Queue_TakesItsJobsAndItsName()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListRightPushAsync("queue:low", ["a", "b"]);
        await database.Redis.SetAddAsync("queues", ["low", "other"]);
        await database.Redis.SetAddAsync("paused", "low");
        await using var shard = await database.ConnectAsync();

        Assert.Equal(2, await shard.Queue("low").ClearAsync(Token));
        Assert.Equal(0, await shard.Queue("low").ClearAsync(Token));

        Assert.Equal(["paused", "queues"], (await DatabaseState.ReadAsync(database.Redis)).Keys.Keys);
        Assert.Equal(["other"], (await database.Redis.SetMembersAsync("queues")).Select(name => (string)name!));
    }

    [Fact]
    public async Task Clear_RegistryOfAnotherType_LeavesTheJobs()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListRightPushAsync("queue:low", "a");
        await database.Redis.StringSetAsync("queues", "no set");
        await using var shard = await database.ConnectAsync();

        await Assert.ThrowsAsync<SidekiqClusterException>(() => shard.Queue("low").ClearAsync(Token));

        Assert.Equal(1, await database.Redis.ListLengthAsync("queue:low"));
    }

    [Fact]
    public async Task Pause_AndUnpause_TellWhetherTheyChangedAnything()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        var queue = shard.Queue("low");

        Assert.True(await queue.PauseAsync(Token));
        Assert.False(await queue.PauseAsync(Token));
        Assert.True(await queue.IsPausedAsync(Token));
        Assert.True(await queue.UnpauseAsync(Token));
        Assert.False(await queue.UnpauseAsync(Token));
        Assert.False(await queue.IsPausedAsync(Token));
    }

    [Fact]
    public async Task ForbiddenName_ToPauseOrToMoveTo_IsRefusedAndToClearIsTaken()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListRightPushAsync("queue:a\nb", "job");
        await using var shard = await database.ConnectAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => shard.Queue("a\nb").PauseAsync(Token));
        await Assert.ThrowsAsync<ArgumentException>(
            () => shard.Operations.MoveAsync(JobSelection.Of(), "a\nb", cancellationToken: Token));
        Assert.Equal(1, await shard.Queue("a\nb").ClearAsync(Token));
    }

    [Fact]
    public async Task Delete_JobOfTheQueue_TakesOneCopy()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.ListRightPushAsync("queue:low", ["twin", "a", "twin"]);
        await using var shard = await database.ConnectAsync();
        var job = new JobRecord(shard.Name, JobSource.Queue("low"), "twin"u8.ToArray());

        Assert.True(await shard.Queue("low").DeleteAsync(job, Token));
        Assert.Equal(["twin", "a"], (await database.Redis.ListRangeAsync("queue:low")).Select(value => (string)value!));
        Assert.True(await shard.Queue("low").DeleteAsync(job, Token));
        Assert.False(await shard.Queue("low").DeleteAsync(job, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => shard.Queue("other").DeleteAsync(job, Token));
    }

    [Fact]
    public async Task DeleteJob_AndDeleteByClass_TakeAllThatMatchAndNoOther()
    {
        await using var database = await redis.NewDatabaseAsync();
        var kept = AJob.Enqueued().With(@class: "Kept");
        var byJid = AJob.Enqueued().With(@class: "Kept");
        await database.Redis.ListRightPushAsync(
            "queue:low",
            [kept.Json, byJid.Json, AJob.Enqueued().With(@class: "Gone*").Json, AJob.Enqueued().With(@class: "Gone*").Json, AJob.Enqueued().With(@class: "Goner").Json]);
        await using var shard = await database.ConnectAsync();

        Assert.Equal(1, (await shard.Queue("low").DeleteJobAsync(byJid.Jid, Token)).Done);
        Assert.Equal(2, (await shard.Queue("low").DeleteByClassAsync("Gone*", Token)).Done);

        Assert.Equal(2, await database.Redis.ListLengthAsync("queue:low"));
    }
}
