using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Demo;

/// <summary>
/// The demo's servers, one for each shard and one for the cluster itself; once seeded, a simulator keeps them alive. They end with
/// this object, or with this process.
/// </summary>
public sealed class DemoFleet : IAsyncDisposable
{
    private readonly List<(DemoShard Shard, LocalServer Server)> _servers = [];
    private readonly SimulatedShards _shards = new();
    private readonly LocalServer _store;

    private DemoFleet(LocalServer store) => _store = store;

    /// <summary>The cluster's own Redis, a connection string.</summary>
    public string Store => _store.EndPoint;

    /// <summary>What the servers are: redis-server, or the embedded stand-in.</summary>
    public string Program => _store.IsRedis ? "redis-server" : "embedded Garnet";

    /// <summary>The shards, each with the URL of its Redis.</summary>
    public IReadOnlyList<KeyValuePair<DemoShard, string>> Shards =>
        [.. _servers.Select(static each => KeyValuePair.Create(each.Shard, each.Server.Url()))];

    /// <summary>Starts <c>redis-server</c> for each where it is on the PATH, else the embedded Garnet. The shards are empty.</summary>
    /// <param name="cancellationToken">Ends the start; what has been started ends too.</param>
    public static async Task<DemoFleet> StartAsync(CancellationToken cancellationToken = default)
    {
        var fleet = new DemoFleet(await LocalServer.StartAsync(cancellationToken));
        try
        {
            foreach (var shard in DemoShard.All)
            {
                var server = await LocalServer.StartAsync(cancellationToken);
                fleet._servers.Add((shard, server));
                await fleet._shards.AddAsync(shard, server.EndPoint);
            }

            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>Seeds the shards, and begins to keep them alive.</summary>
    /// <param name="moreJobs">Jobs to add, spread over the shards.</param>
    /// <param name="progress">Told how many of those are there; null when nobody looks.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    public Task SeedAsync(long moreJobs = 0, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        _shards.StartAsync(moreJobs, progress, cancellationToken);

    /// <summary>Pushes more jobs to every shard.</summary>
    /// <param name="count">How many, over all shards.</param>
    public Task PushAsync(long count) => _shards.PushAsync(count);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _shards.DisposeAsync();
        foreach (var (_, server) in _servers)
        {
            await server.DisposeAsync();
        }

        await _store.DisposeAsync();
    }
}
