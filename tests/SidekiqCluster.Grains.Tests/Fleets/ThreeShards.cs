using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Fleets;

/// <summary>A fleet of three healthy shards on two silos, and the same shards asked directly: what is to be merged by hand.</summary>
public sealed class ThreeShards(RedisFixture redis) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795445200);

    private readonly List<TestDatabase> _databases = [];
    private readonly List<SidekiqShard> _direct = [];
    private TestFleet? _fleet;

    /// <summary>The fleet, every answer of which is read after the question came.</summary>
    public ISidekiqFleet Fleet => Silos.All();

    /// <summary>The silos.</summary>
    public TestFleet Silos => _fleet ?? throw new InvalidOperationException("The fixture is not initialised yet.");

    /// <summary>The shards by name, asked without any silo.</summary>
    public IReadOnlyList<SidekiqShard> Direct => _direct;

    /// <summary>The shards' databases, in the same order.</summary>
    public IReadOnlyList<TestDatabase> Databases => _databases;

    public async ValueTask InitializeAsync()
    {
        _fleet = await TestFleet.StartAsync(silos: 2);
        await AddAsync("eu-1", "sidekiq-8.1.7", string.Empty);
        await AddAsync("eu-2", "sidekiq-6.4.1", string.Empty);
        await AddAsync("us-1", "sidekiq-8.1.7", "shop:");
    }

    public async ValueTask DisposeAsync()
    {
        await Silos.DisposeAsync();
        foreach (var (shard, database) in _direct.Zip(_databases))
        {
            await shard.DisposeAsync();
            await database.DisposeAsync();
        }
    }

    /// <summary>What each shard answers, in their order.</summary>
    public async Task<IReadOnlyList<T>> AskDirectlyAsync<T>(Func<SidekiqShard, Task<T>> question) =>
        await Task.WhenAll(_direct.Select(question));

    private async Task AddAsync(string name, string version, string prefix)
    {
        var database = await redis.NewDatabaseAsync(Fixture.Load(version), prefix);
        var options = new ShardOptions
        {
            Name = name,
            Connection = database.ConnectionString,
            KeyPrefix = prefix,
            TimeProvider = new FakeTimeProvider(Now),
        };
        _databases.Add(database);
        _direct.Add(await SidekiqShard.ConnectAsync(options));
        Silos.Add(options);
    }
}
