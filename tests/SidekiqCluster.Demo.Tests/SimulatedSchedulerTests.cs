using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Demo;

/// <summary>What is due goes back to its queue as a push of its own.</summary>
public sealed class SimulatedSchedulerTests(RedisFixture redis)
{
    [Fact]
    public async Task EnqueueDue_RetryOfSidekiqEight_EntersItsQueueWithANewTimeInMilliseconds()
    {
        await using var test = await SimulatedInstallation.NewAsync(redis, Era.Eight);
        await test.Installation.AddToSetAsync(
            "retry", test.Installation.Now, """{"retry":true,"queue":"low","class":"HardJob","args":[1.0e+20],"jid":"a1","created_at":1,"enqueued_at":2,"retry_count":0,"x":"ü"}""");

        await new SimulatedScheduler(test.Installation).EnqueueDueAsync();

        Assert.Equal(
            ["""{"retry":true,"queue":"low","class":"HardJob","args":[1.0e+20],"jid":"a1","created_at":1,"enqueued_at":1795478390250,"retry_count":0,"x":"ü"}"""],
            await test.QueueAsync("low"));
        Assert.True(await test.Redis.SetContainsAsync("queues", "low"));
        Assert.Empty(await test.SetAsync("retry"));
    }

    [Fact]
    public async Task EnqueueDue_ScheduledJobOfSidekiqSeven_EntersItsQueueWithATimeInSeconds()
    {
        await using var test = await SimulatedInstallation.NewAsync(redis, Era.Seven);
        await test.Installation.AddToSetAsync("schedule", test.Installation.Now.AddSeconds(5), """{"class":"HardJob","args":[],"queue":"default"}""");
        var scheduler = new SimulatedScheduler(test.Installation);

        await scheduler.EnqueueDueAsync();
        Assert.Empty(await test.QueueAsync("default"));
        test.Clock.Advance(TimeSpan.FromSeconds(5));
        await scheduler.EnqueueDueAsync();

        Assert.Equal(["""{"class":"HardJob","args":[],"queue":"default","enqueued_at":1795478395.25}"""], await test.QueueAsync("default"));
        Assert.Empty(await test.SetAsync("schedule"));
    }

    [Fact]
    public async Task EnqueueDue_WhatCannotBeRead_IsBuriedAsItIs()
    {
        await using var test = await SimulatedInstallation.NewAsync(redis, Era.Seven);
        await test.Installation.AddToSetAsync("retry", test.Installation.Now, """{"class":""");

        await new SimulatedScheduler(test.Installation).EnqueueDueAsync();

        Assert.Equal([("""{"class":""", 0)], await test.SetAsync("dead"));
        Assert.Empty(await test.SetAsync("retry"));
    }
}
