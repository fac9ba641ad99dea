using System.Text;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.JobSets;

public sealed class JobSetActsTests(RedisFixture redis)
{
    private static readonly DateTimeOffset Later = DateTimeOffset.FromUnixTimeMilliseconds(1900000000250);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clear_SetOfTwo_TellsTheCountAndLeavesNoKey()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", [new("a", 1), new("b", 2)]);
        await using var shard = await database.ConnectAsync();

        Assert.Equal(2, await shard.RetrySet.ClearAsync(Token));
        Assert.Equal(0, await shard.RetrySet.ClearAsync(Token));

        Assert.False(await database.Redis.KeyExistsAsync("retry"));
    }

    [Fact]
    public async Task Delete_EntryThatIsThereAndOneThatIsGone_TellsWhich()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", [new("a", 5), new("b", 5)]);
        await using var shard = await database.ConnectAsync();
        var entry = new SortedEntry(shard.Name, JobSource.Retry, "a"u8.ToArray(), 5);

        Assert.True(await shard.RetrySet.DeleteAsync(entry, Token));
        Assert.False(await shard.RetrySet.DeleteAsync(entry, Token));

        Assert.Equal(["b"], (await database.Redis.SortedSetRangeByRankAsync("retry")).Select(member => (string)member!));
    }

    [Fact]
    public async Task Delete_EntryOfAnotherSet_IsRefused()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => shard.RetrySet.DeleteAsync(new SortedEntry(shard.Name, JobSource.Dead, "a"u8.ToArray(), 5), Token));
        Assert.Contains($"in dead of shard {shard.Name}, not in retry", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_ByScoreAndJid_TakesNoOtherOfThatScore()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("retry", [new("""{"jid":"a"}""", 5.5), new("""{"jid":"b"}""", 5.5)]);
        await using var shard = await database.ConnectAsync();

        Assert.False(await shard.RetrySet.DeleteAsync(5.5, "c", Token));
        Assert.True(await shard.RetrySet.DeleteAsync(5.5, "b", Token));

        Assert.Equal(["""{"jid":"a"}"""], (await database.Redis.SortedSetRangeByRankAsync("retry")).Select(member => (string)member!));
    }

    [Fact]
    public async Task Reschedule_KeyOfAnotherType_Throws()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync("schedule", "no set");
        await using var shard = await database.ConnectAsync();
        var error = await Assert.ThrowsAsync<SidekiqClusterException>(
            () => shard.ScheduledSet.RescheduleAsync(new SortedEntry(shard.Name, JobSource.Scheduled, "a"u8.ToArray(), 5), Later, Token));
        Assert.Contains("another type than Sidekiq's under the key 'schedule'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"class":"X","args":[1.0e+20],"at":5}""", """{"class":"X","args":[1.0e+20]}""")]
    [InlineData("""{"at":5,"class":"X","args":[]}""", """{"class":"X","args":[]}""")]
    [InlineData("""{"at":5 , "class":"X","args":[],"at" : null}""", """{"class":"X","args":[]}""")]
    [InlineData("""{"class":"X","args":[{"at":1}]}""", """{"class":"X","args":[{"at":1}]}""")]
    public async Task Schedule_Job_IsStoredWithoutAt(string payload, string stored)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        Assert.True(await shard.ScheduledSet.ScheduleAsync(Later, Encoding.UTF8.GetBytes(payload), Token));

        Assert.Equal(
            [new SortedSetEntry(stored, 1900000000.25)], await database.Redis.SortedSetRangeByRankWithScoresAsync("schedule"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"class":"X"}""")]
    [InlineData("""{"class":"X","args":{}}""")]
    [InlineData("""{"args":[]}""")]
    public async Task Schedule_NoJob_IsRefusedBeforeAnythingIsSent(string payload)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => shard.ScheduledSet.ScheduleAsync(Later, Encoding.UTF8.GetBytes(payload), Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => shard.ScheduledSet.ScheduleAsync(TestShard.Now.AddSeconds(-1), """{"class":"X","args":[]}"""u8.ToArray(), Token));

        Assert.Empty((await DatabaseState.ReadAsync(database.Redis)).Keys);
    }
}
