using SidekiqCluster.Redis.Tests.DataApi;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests;

/// <summary>The shard in a test's database as Core has it, for tests of what the data API does not show.</summary>
internal static class DirectShard
{
    /// <summary>Connects under the database's prefix, the clock standing still.</summary>
    public static Task<SidekiqShard> ConnectDirectlyAsync(this TestDatabase database, DateTimeOffset? now = null) =>
        SidekiqShard.ConnectAsync(database.Options(now), TestContext.Current.CancellationToken);

    /// <summary>The same as the shard's own parts see it.</summary>
    public static Task<ShardConnection> OpenAsync(this TestDatabase database) =>
        ShardConnector.ConnectAsync(database.Options(), TestContext.Current.CancellationToken);
}
