namespace SidekiqCluster.TestKit.Redis;

/// <summary>Several databases that one test has for itself.</summary>
public sealed class TestDatabases : IAsyncDisposable
{
    private TestDatabases(IReadOnlyList<TestDatabase> all) => All = all;

    /// <summary>The databases.</summary>
    public IReadOnlyList<TestDatabase> All { get; }

    /// <summary>Takes so many empty databases.</summary>
    public static async Task<TestDatabases> TakeAsync(RedisFixture redis, int count)
    {
        ArgumentNullException.ThrowIfNull(redis);
        var databases = new List<TestDatabase>();
        while (databases.Count < count)
        {
            databases.Add(await redis.NewDatabaseAsync());
        }

        return new TestDatabases(databases);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var database in All)
        {
            await database.DisposeAsync();
        }
    }
}
