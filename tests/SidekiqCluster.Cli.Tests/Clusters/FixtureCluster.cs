using SidekiqCluster.Cli.Shards;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Cli.Clusters;

/// <summary>A silo that owns one shard, named as a lone one is, with the data that a real Sidekiq 8 wrote.</summary>
public sealed class FixtureCluster(RedisFixture redis) : IAsyncLifetime
{
    private TestDatabase? _database;
    private TestSilo? _silo;

    public async ValueTask InitializeAsync()
    {
        var fixture = TestKit.Redis.Fixture.Load("sidekiq-8.1.7");
        _database = await redis.NewDatabaseAsync(fixture);
        Clock = new StoppedClock(fixture.Now);
        _silo = await TestSilo.StartAsync(Clock, (ShardTarget.LoneName, _database.Url));
    }

    internal TimeProvider Clock { get; private set; } = TimeProvider.System;

    internal string Gateway => _silo!.Gateway;

    public async ValueTask DisposeAsync()
    {
        await _silo!.DisposeAsync();
        await _database!.DisposeAsync();
    }
}
