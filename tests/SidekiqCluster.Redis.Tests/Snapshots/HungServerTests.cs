using SidekiqCluster.LocalServers;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Snapshots;

public sealed class HungServerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly Fixture Data = Fixture.Load("sidekiq-8.1.7");
    private static readonly JobSources Sources = JobSources.Parse("queues", "scheduled", "retry", "dead");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questions_WhileTheServerHangs_AreAnsweredByTheLastSnapshotsAndSaySo()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await Data.IntoAsync(admin.GetDatabase());
        await using var shard = await SnapshotShard.ConnectAsync(new ShardOptions { Connection = server.EndPoint });
        var first = new SnapshotUse();
        var count = await CountAsync(shard.Through(TimeSpan.Zero, null, first));
        var jobs = await shard.Direct.CountJobsAsync(Sources, cancellationToken: Token);
        Assert.True(first.IsFresh);

        await admin.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", 3000, "ALL");
        var awake = admin.GetDatabase().PingAsync();
        var use = new SnapshotUse();
        var hung = shard.Through(TimeSpan.Zero, Patience, use);
        var stale = await CountAsync(hung);
        var size = await hung.CountJobsAsync(Sources, cancellationToken: Token);
        var page = await hung.GetJobsAsync(new JobQuery { Sources = Sources, Limit = 5 }, Token);
        await Assert.ThrowsAsync<ShardUnreachableException>(() => shard.Through(TimeSpan.Zero, Patience)
            .CountJobsAsync(JobSources.Parse("queue:never"), JobFilter.Parse("jid:*"), null, Token));

        Assert.False(awake.IsCompleted);
        Assert.Equal(count.Groups, stale.Groups);
        Assert.Equal(jobs.Count, size.Count);
        Assert.Equal(5, page.Jobs.Count);
        Assert.NotNull(use.Error);
        Assert.InRange(use.CapturedAt!.Value, first.CapturedAt!.Value, first.CapturedAt.Value.AddSeconds(2));

        await awake;
        var after = new SnapshotUse();
        await CountAsync(shard.Through(TimeSpan.Zero, null, after));
        Assert.True(after.IsFresh);
    }

    private static Task<JobCount> CountAsync(SidekiqShard shard) =>
        shard.CountJobsAsync(Sources, JobFilter.Parse("class:*"), JobField.Parse("class"), Token);
}
