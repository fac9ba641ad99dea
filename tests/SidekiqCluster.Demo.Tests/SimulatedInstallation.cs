using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Demo;

/// <summary>An installation whose clock the test moves, and where whatever is random is the least that can be.</summary>
internal sealed class SimulatedInstallation : IAsyncDisposable
{
    /// <summary>An application whose jobs take half a second and all raise.</summary>
    public static readonly DemoApp AllFail = new("test", [new("HardJob", "default", _ => [], 1_000, 100, ("RuntimeError", "too hard"))]);

    private readonly TestDatabase _database;

    private SimulatedInstallation(TestDatabase database, Era era)
    {
        _database = database;
        Installation = new Installation(database.Redis, era, Clock, new Least());
    }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.Parse("2026-11-23T23:59:50.25Z", CultureInfo.InvariantCulture));

    public Installation Installation { get; }

    public IDatabase Redis => _database.Redis;

    public static async Task<SimulatedInstallation> NewAsync(RedisFixture redis, Era era) => new(await redis.NewDatabaseAsync(), era);

    public async Task<string[]> QueueAsync(string queue) => [.. (await Redis.ListRangeAsync($"queue:{queue}")).Select(payload => (string)payload!)];

    /// <summary>The members of a set, each with how many seconds from now its time is.</summary>
    public async Task<(string Payload, double In)[]> SetAsync(string set) =>
    [
        .. (await Redis.SortedSetRangeByRankWithScoresAsync(set))
            .Select(entry => ((string)entry.Element!, Math.Round(entry.Score - Installation.Seconds(Installation.Now), 3))),
    ];

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private sealed class Least : Random
    {
        public override int Next(int maxValue) => 0;

        public override int Next(int minValue, int maxValue) => minValue;
    }
}
