using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Cluster.Tests;

/// <summary>Silos in processes of their own over real servers, and a client outside, in this process.</summary>
internal sealed class LocalCluster : IAsyncDisposable
{
    private readonly List<SiloProcess> _silos = [];
    private readonly string[] _switches;
    private IHost? _client;

    private LocalCluster(string[] switches) => _switches = switches;

    /// <summary>The living silos.</summary>
    public IReadOnlyList<SiloProcess> Silos => _silos;

    /// <summary>The fleet as the client sees it.</summary>
    public ISidekiqFleet Fleet => _client!.Services.GetRequiredService<ISidekiqFleet>();

    /// <summary>Starts silos over an empty store.</summary>
    public static async Task<LocalCluster> StartAsync(
        TestDatabase store, IEnumerable<(string Name, string Connection)> shards, int silos, CancellationToken cancellationToken)
    {
        var cluster = new LocalCluster(
            ["--store", store.Url, .. shards.SelectMany(shard => (string[])["--shard", $"{shard.Name}={shard.Connection}"])]);
        cluster._silos.AddRange(await Task.WhenAll(
            Enumerable.Range(0, silos).Select(_ => SiloProcess.StartAsync(cluster._switches, cancellationToken))));
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseFleetStore(store.Url));
        builder.Services.AddSidekiqFleetClient();
        cluster._client = builder.Build();
        await cluster._client.StartAsync(cancellationToken);
        return cluster;
    }

    /// <summary>Who is or was a member, and what the cluster thinks of it: <c>Active</c>, <c>Dead</c>.</summary>
    public async Task<IReadOnlyDictionary<string, string>> GetMembersAsync()
    {
        var hosts = await _client!.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts();
        return hosts.ToDictionary(host => host.Key.ToParsableString(), host => host.Value.ToString());
    }

    /// <summary>One more silo.</summary>
    public async Task StartSiloAsync(CancellationToken cancellationToken) =>
        _silos.Add(await SiloProcess.StartAsync(_switches, cancellationToken));

    /// <summary>Kills a silo as a crash would.</summary>
    public async Task KillSiloAsync(int number)
    {
        var silo = _silos[number];
        _silos.RemoveAt(number);
        await silo.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.StopAsync();
            _client.Dispose();
        }

        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }
    }
}
