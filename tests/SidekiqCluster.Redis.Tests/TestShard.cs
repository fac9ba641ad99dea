using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests;

/// <summary>The shard in a test's database.</summary>
internal static class TestShard
{
    /// <summary>The moment that the clock stands at when the test does not say: 2026-11-23 14:46:40 UTC.</summary>
    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeSeconds(1795445200);

    /// <summary>Connects under the database's prefix, the clock standing still.</summary>
    public static Task<SidekiqShard> ConnectAsync(this TestDatabase database, DateTimeOffset? now = null, TimestampUnit unit = TimestampUnit.Automatic) =>
        SidekiqShard.ConnectAsync(database.Options(now) with { TimestampUnit = unit }, TestContext.Current.CancellationToken);

    /// <summary>The same as the shard's own parts see it.</summary>
    public static Task<ShardConnection> OpenAsync(this TestDatabase database) =>
        ShardConnector.ConnectAsync(database.Options(null), TestContext.Current.CancellationToken);

    /// <summary>The options to connect with, the clock standing still.</summary>
    public static ShardOptions OptionsOf(TestDatabase database) => database.Options(null);

    private static ShardOptions Options(this TestDatabase database, DateTimeOffset? now) => new()
    {
        Name = "eu-1",
        Connection = database.ConnectionString,
        KeyPrefix = database.Prefix,
        TimeProvider = new FakeTimeProvider(now ?? Now),
    };
}
