using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;

namespace SidekiqCluster.Redis.Tests.DataApi;

/// <summary>The shard in a test's database.</summary>
internal static class TestShard
{
    /// <summary>The moment that the clock stands at when the test does not say: 2026-11-23 14:46:40 UTC.</summary>
    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(1795445200);

    /// <summary>Connects under the database's prefix, the clock standing still.</summary>
    public static Task<DrivenShard> ConnectAsync(
        this TestDatabase database, DateTimeOffset? now = null, TimestampUnit unit = TimestampUnit.Automatic) =>
        ShardDriver.ConnectAsync(database.Options(now) with { TimestampUnit = unit });

    /// <summary>The database under its prefix, the clock standing still.</summary>
    public static ShardOptions Options(this TestDatabase database, DateTimeOffset? now = null) => new()
    {
        Name = "eu-1",
        Connection = database.ConnectionString,
        KeyPrefix = database.Prefix,
        TimeProvider = new FakeTimeProvider(now ?? Now),
    };
}
