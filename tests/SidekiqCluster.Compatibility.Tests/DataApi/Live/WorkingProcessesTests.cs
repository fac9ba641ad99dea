using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Compatibility.Tests.DataApi.Answers;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Live;

/// <summary>Two real Sidekiq processes at work; frozen, so that both APIs see the same moment.</summary>
public sealed class WorkingProcessesTests(RedisFixture redis)
{
    private const int Seed = 20_261_123;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shard_WithWorkingProcesses_AnswersAsRubyDoes()
    {
        Require.RealRedis();
        Require.Ruby();
        await using var database = await redis.NewDatabaseAsync();
        await using var ruby = RubyApi.Start();
        await using var first = await SidekiqWorker.StartAsync(database.Url, "default,2", "low,1");
        await using var second = await SidekiqWorker.StartAsync(database.Url, "low");
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var shard = await ShardDriver.ConnectAsync(
            new ShardOptions { Connection = database.ConnectionString, TimeProvider = clock });

        await Waiting.UntilAsync(async () => await shard.Processes.CountAsync(Cancel) == 2);
        var idle = await CompareAsync("idle");
        Assert.Equal((2, 0), (idle.Processes, idle.Busy));

        object[][] sleepers = [["SleepJob", 600, "a"], ["SleepJob", 600, "b"]];
        await ruby.PushAsync(database.Url, [.. sleepers, .. Batch(succeed: 10, fail: 4, die: 2)], Cancel);
        await Waiting.UntilAsync(async () =>
            await shard.GetStatsAsync(cancellationToken: Cancel) is { Processed: 16, Failed: 6, Busy: 2 }
            && await shard.Work.ListAsync(Cancel) is { Count: 2 });
        var busy = await CompareAsync("busy");
        Assert.Equal((2, 16, 6), (busy.Busy, busy.Processed, busy.Failed));
        Assert.Equal((4, 2, 0), (busy.Retries, busy.Dead, busy.Enqueued));

        var random = new Random(Seed);
        foreach (var moment in Enumerable.Range(1, TestSizes.LiveMoments))
        {
            await ruby.PushAsync(database.Url, Batch(random.Next(60), random.Next(5), random.Next(5)), Cancel);
            await CompareAsync($"seed {Seed}, moment {moment}");
        }

        async Task<StatsSnapshot> CompareAsync(string moment)
        {
            await Task.WhenAll(first.FreezeAsync(), second.FreezeAsync());
            // What was on its way is answered before this is.
            await database.Redis.PingAsync();
            await database.Redis.PingAsync();
            clock.SetUtcNow(TimeProvider.System.GetUtcNow());
            var theirs = await ruby.AskAsync(database.Url, Whole(clock), Cancel);
            (await ShardAnswers.CompareAsync(shard, theirs)).AssertSame(moment);
            var stats = await shard.GetStatsAsync(cancellationToken: Cancel);
            await Task.WhenAll(first.ThawAsync(), second.ThawAsync());
            return stats;
        }
    }

    /// <summary>Ruby is told the moment in milliseconds; ours is set to the same.</summary>
    private static DateTimeOffset Whole(FakeTimeProvider clock)
    {
        var next = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds() + 1);
        clock.SetUtcNow(next);
        return next;
    }

    private static IEnumerable<object[]> Batch(int succeed, int fail, int die) =>
    [
        .. Enumerable.Range(0, succeed).Select(number => new object[] { "SucceedJob", number, new { name = $"größe {number}" } }),
        .. Enumerable.Range(0, fail).Select(number => new object[] { "FailJob", $"do {number}" }),
        .. Enumerable.Range(0, die).Select(number => new object[] { "DieJob", number }),
    ];
}
