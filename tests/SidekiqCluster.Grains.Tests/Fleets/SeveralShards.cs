using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Fleets;

/// <summary>Databases that a fleet has as shards.</summary>
internal sealed class SeveralShards : IAsyncDisposable
{
    private readonly string[] _names;

    private SeveralShards(string[] names, IReadOnlyList<TestDatabase> databases) => (_names, Databases) = (names, databases);

    /// <summary>By the shards' order.</summary>
    public IReadOnlyList<TestDatabase> Databases { get; }

    /// <summary>The shards for a silo's configuration.</summary>
    public (string Key, string Value)[] Settings =>
        [.. _names.Zip(Databases, (name, database) => ($"{name}:Connection", database.ConnectionString))];

    public static async Task<SeveralShards> NewAsync(RedisFixture redis, string[] names)
    {
        var databases = new List<TestDatabase>();
        foreach (var _ in names)
        {
            databases.Add(await redis.NewDatabaseAsync());
        }

        return new SeveralShards(names, databases);
    }

    /// <summary>How many entries a set or list has in each shard.</summary>
    public async Task<IReadOnlyList<long>> SizesAsync(string key)
    {
        var sizes = new List<long>();
        foreach (var database in Databases)
        {
            var type = await database.Redis.KeyTypeAsync(key);
            sizes.Add(type == StackExchange.Redis.RedisType.List
                ? await database.Redis.ListLengthAsync(key)
                : await database.Redis.SortedSetLengthAsync(key));
        }

        return sizes;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in Databases)
        {
            await database.DisposeAsync();
        }
    }
}
