using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SidekiqCluster.Benchmarks.Contests;
using SidekiqCluster.Cluster.Tests;
using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Benchmarks.Fleets;

/// <summary>
/// A company's fleet: shards in the databases of a few servers, the last one on a server of its own that can be made to hang; a
/// silo in a process of its own that owns them all; and a client outside of it, in this process.
/// </summary>
internal sealed class BenchFleet : IAsyncDisposable
{
    /// <summary>How many shards there are, but for the quick form.</summary>
    public const int AllShards = 100;

    private const int Servers = 4;
    private const int StoreDatabase = 1;
    private const int QuickShards = 20;

    private readonly List<RedisServer> _servers = [];
    private SiloProcess? _silo;
    private IHost? _client;

    private BenchFleet()
    {
    }

    /// <summary>Where the shards are.</summary>
    public IReadOnlyList<ShardPlace> Places { get; private set; } = [];

    /// <summary>The fleet as the client sees it.</summary>
    public ISidekiqFleet Fleet => _client!.Services.GetRequiredService<ISidekiqFleet>();

    /// <summary>Starts servers, has them filled, and lets a silo own them.</summary>
    /// <param name="ground">Whose server is the cluster's store.</param>
    /// <param name="fill">Puts data into a shard.</param>
    /// <param name="snapshotBytes">What the silo's snapshots may take.</param>
    public static async Task<BenchFleet> StartAsync(BenchGround ground, Action<ShardPlace> fill, long snapshotBytes)
    {
        var fleet = new BenchFleet();
        try
        {
            await fleet.StartServersAsync(ground.Options.IsQuick ? QuickShards : AllShards);
            await Parallel.ForEachAsync(fleet.Places, (place, _) =>
            {
                fill(place);
                return ValueTask.CompletedTask;
            });
            await fleet.StartClusterAsync($"redis://127.0.0.1:{ground.Server.Port}/{StoreDatabase}", snapshotBytes);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }

    /// <summary>The server that holds the last shard alone answers no more.</summary>
    public Task HangAsync() => _servers[^1].HangAsync();

    /// <summary>It goes on.</summary>
    public Task WakeAsync() => _servers[^1].WakeAsync();

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.StopAsync();
            _client.Dispose();
        }

        await (_silo?.DisposeAsync() ?? ValueTask.CompletedTask);
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    private async Task StartServersAsync(int shards)
    {
        for (var server = 0; server <= Servers; server++)
        {
            _servers.Add(await RedisServer.StartAsync([]));
        }

        Places =
        [
            .. Enumerable.Range(0, shards - 1).Select(number => new ShardPlace(number, _servers[number % Servers].Port, number / Servers)),
            new ShardPlace(shards - 1, _servers[^1].Port, 0),
        ];
    }

    private async Task StartClusterAsync(string store, long snapshotBytes)
    {
        _silo = await SiloProcess.StartAsync(
            [
                "--store", store, "--snapshots", snapshotBytes.ToString(CultureInfo.InvariantCulture),
                .. Places.SelectMany(static place => (string[])["--shard", $"{place.Name}={place.Url}"]),
            ],
            CancellationToken.None);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseFleetStore(store));
        builder.Services.AddSidekiqFleetClient();
        _client = builder.Build();
        await _client.StartAsync();
    }
}
