using SidekiqCluster.Redis.Tests.DataApi;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Receipts;

/// <summary>One shard as two programs see it, the second three minutes later.</summary>
internal sealed record TwoShards(TestDatabase Database, SidekiqShard First, SidekiqShard Second) : IAsyncDisposable
{
    public IDatabase Redis => Database.Redis;

    public static async Task<TwoShards> ConnectAsync(RedisFixture redis)
    {
        var database = await redis.NewDatabaseAsync();
        return new TwoShards(
            database, await database.ConnectDirectlyAsync(), await database.ConnectDirectlyAsync(TestShard.Now.AddMinutes(3)));
    }

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await Database.DisposeAsync();
    }
}
