using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Shards;

/// <summary>What a shard refuses, or fails to answer, reaches the caller as if it were connected there.</summary>
public sealed class FailureTests(RedisFixture redis, SharedFleet shared) : IClassFixture<SharedFleet>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Question_ShardNobodyKnows_SaysSo()
    {
        var shard = shared.Fleet.Add(new ShardOptions { Name = "known", Connection = "127.0.0.1:1" });
        shared.Fleet.Catalog.Shards.TryRemove("known", out _);

        var unknown = await Assert.ThrowsAsync<ShardUnknownException>(() => shard.GetStatsAsync(cancellationToken: Token));

        Assert.Equal("known", unknown.Shard);
        Assert.Equal("The test has no shard 'known'.", unknown.Message);
    }

    [Fact]
    public async Task Question_ServerIsAway_IsUnreachable()
    {
        var shard = shared.Fleet.Add(new ShardOptions { Name = "away", Connection = "127.0.0.1:1", Timeout = TimeSpan.FromSeconds(1) });

        var away = await Assert.ThrowsAsync<ShardUnreachableException>(() => shard.GetStatsAsync(cancellationToken: Token));

        Assert.Equal("away", away.Shard);
        Assert.True(away.IsTransient);
        Assert.Contains("127.0.0.1:1", away.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_KeyOfAnotherType_IsRefused()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync("queue:odd", "text");
        var shard = shared.Fleet.Add(new ShardOptions { Name = "odd", Connection = database.ConnectionString });

        var refused = await Assert.ThrowsAsync<SidekiqClusterException>(() => shard.Queue("odd").GetSummaryAsync(Token));

        Assert.Contains("queue:odd", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Act_ThatIsMisuse_IsAnArgumentException()
    {
        await using var database = await redis.NewDatabaseAsync();
        var shard = shared.Fleet.Add(new ShardOptions { Name = "misused", Connection = database.ConnectionString });

        await Assert.ThrowsAsync<ArgumentException>(() => shard.DeadSet.TrimAsync(null, null, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => shard.ScheduledSet.ScheduleAsync(DateTimeOffset.UnixEpoch, "{}"u8.ToArray(), Token));
    }
}
