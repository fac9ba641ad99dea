using SidekiqCluster.LocalServers;
using StackExchange.Redis;
using StackExchange.Redis.KeyspaceIsolation;

namespace SidekiqCluster.Demo;

/// <summary>
/// The demo's servers, one for each shard and one for the cluster itself, seeded and kept alive by a simulator. They end with this
/// object, or with this process.
/// </summary>
public sealed class DemoFleet : IAsyncDisposable
{
    private const int RandomSeed = 20261123;

    private readonly List<(DemoShard Shard, LocalServer Server, Installation Installation)> _shards = [];
    private readonly List<IConnectionMultiplexer> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly LocalServer _store;
    private Task _simulation = Task.CompletedTask;

    private DemoFleet(LocalServer store) => _store = store;

    /// <summary>The cluster's own Redis, a connection string.</summary>
    public string Store => _store.EndPoint;

    /// <summary>What the servers are: redis-server, or the embedded stand-in.</summary>
    public string Program => _store.IsRedis ? "redis-server" : "embedded Garnet";

    /// <summary>The shards, each with the URL of its Redis.</summary>
    public IReadOnlyList<KeyValuePair<DemoShard, string>> Shards =>
        [.. _shards.Select(static each => KeyValuePair.Create(each.Shard, each.Server.Url()))];

    /// <summary>Starts <c>redis-server</c> for each where it is on the PATH, else the embedded Garnet, and seeds the shards.</summary>
    /// <param name="moreJobs">Jobs to add, spread over the shards.</param>
    /// <param name="progress">Told how many of those are there; null when nobody looks.</param>
    /// <param name="cancellationToken">Ends the start; what has been started ends too.</param>
    public static async Task<DemoFleet> StartAsync(
        long moreJobs = 0, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var fleet = new DemoFleet(await LocalServer.StartAsync(cancellationToken));
        try
        {
            foreach (var shard in DemoShard.All)
            {
                await fleet.AddAsync(shard, cancellationToken);
            }

            await fleet.SeedAsync(moreJobs, progress, cancellationToken);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>Pushes more jobs to every shard.</summary>
    /// <param name="count">How many, over all shards.</param>
    public async Task PushAsync(long count) =>
        await Task.WhenAll(Parts(count).Select(static part => new Backlog(part.Installation, part.Shard.App).WriteAsync(part.Count, null)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _simulation;
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        foreach (var (_, server, _) in _shards)
        {
            await server.DisposeAsync();
        }

        await _store.DisposeAsync();
        _stop.Dispose();
    }

    private async Task AddAsync(DemoShard shard, CancellationToken cancellationToken)
    {
        var server = await LocalServer.StartAsync(cancellationToken);
        var connection = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        _connections.Add(connection);
        var database = connection.GetDatabase();
        var random = new Random(RandomSeed + _shards.Count);
        _shards.Add((shard, server, new Installation(
            shard.KeyPrefix.Length > 0 ? database.WithKeyPrefix(shard.KeyPrefix) : database, shard.Era, TimeProvider.System, random)));
    }

    private async Task SeedAsync(long moreJobs, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var written = new long[_shards.Count];
        await Task.WhenAll(Parts(moreJobs).Select(async (part, place) =>
        {
            await new Seed(part.Installation, part.Shard).WriteAsync(part.Count, progress is null ? null : new Part(written, place, progress));
            cancellationToken.ThrowIfCancellationRequested();
            var simulator = new Simulator(part.Installation, part.Shard);
            await simulator.BeatAsync();
            lock (_shards)
            {
                _simulation = Task.WhenAll(_simulation, simulator.RunAsync(_stop.Token));
            }
        }));
    }

    private IEnumerable<(DemoShard Shard, Installation Installation, long Count)> Parts(long count) => _shards.Select((each, place) =>
        (each.Shard, each.Installation, (count / _shards.Count) + (place < count % _shards.Count ? 1 : 0)));

    /// <summary>Adds what one shard has to what the others have.</summary>
    private sealed class Part(long[] written, int place, IProgress<long> all) : IProgress<long>
    {
        public void Report(long value)
        {
            Volatile.Write(ref written[place], value);
            all.Report(written.Sum());
        }
    }
}
