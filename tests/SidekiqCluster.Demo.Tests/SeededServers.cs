using System.Globalization;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

namespace SidekiqCluster.Demo;

/// <summary>The demo's shards as they are when it begins, at one moment, on both kinds of server.</summary>
public sealed class SeededServers : IAsyncLifetime
{
    /// <summary>A Monday morning, and a whole second: hours and minutes of one digit, floats without a fraction.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-23T08:03:00Z", CultureInfo.InvariantCulture);

    private readonly List<IAsyncDisposable> _owned = [];
    private readonly Dictionary<bool, ConnectionMultiplexer> _servers = [];

    /// <summary>The database of a shard, keys as they stand there.</summary>
    public IDatabase Of(bool isRedis, string shard)
    {
        if (isRedis)
        {
            Require.RealRedis();
        }

        return _servers[isRedis].GetDatabase(PlaceOf(shard));
    }

    /// <summary>All keys of a shard, without its prefix.</summary>
    public Task<DatabaseState> ReadAsync(bool isRedis, string shard) =>
        DatabaseState.ReadAsync(Of(isRedis, shard), DemoShard.All[PlaceOf(shard)].KeyPrefix);

    public async ValueTask InitializeAsync()
    {
        await SeedAsync(GarnetServer.Start());
        if (RedisServer.IsInstalled)
        {
            await SeedAsync(await RedisServer.StartAsync([]));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in Enumerable.Reverse(_owned))
        {
            await owned.DisposeAsync();
        }
    }

    private static int PlaceOf(string shard) => DemoShard.All.Select(each => each.Name).ToList().IndexOf(shard);

    private async Task SeedAsync(LocalServer server)
    {
        var redis = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        _owned.AddRange([server, redis]);
        _servers[server.IsRedis] = redis;
        foreach (var (place, shard) in DemoShard.All.Index())
        {
            var installation = new Installation(
                redis.GetDatabase(place).WithKeyPrefix(shard.KeyPrefix), shard.Era, new StoppedClock(Now), new Random(SimulatedShards.RandomSeed + place));
            await new Seed(installation, shard).WriteAsync(moreJobs: 10, progress: null, CancellationToken.None);
            await new Simulator(installation, shard).BeatAsync();
        }
    }
}
