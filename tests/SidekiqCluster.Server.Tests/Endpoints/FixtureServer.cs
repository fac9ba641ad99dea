using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>A server over one shard with the data that a real Sidekiq 8 wrote, whose clock stands still.</summary>
public sealed class FixtureServer(RedisFixture redis) : IAsyncLifetime
{
    private TestDatabase? _database;
    private TestServer? _server;

    internal TestServer Server => _server!;

    internal TimeProvider Clock { get; private set; } = TimeProvider.System;

    internal string Url => _database!.Url;

    public async ValueTask InitializeAsync()
    {
        var fixture = Fixture.Load("sidekiq-8.1.7");
        _database = await redis.NewDatabaseAsync(fixture);
        Clock = new StoppedClock(fixture.Now);
        _server = await TestServer.StartAsync(redis, [("default", _database.Url)], clock: Clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        await _database!.DisposeAsync();
    }
}
