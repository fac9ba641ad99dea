using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SidekiqCluster.Cli.Shards;
using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Cli.Clusters;

/// <summary>A cluster of one silo in this process, which takes calls on a port of 127.0.0.1.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private const int Attempts = 5;

    private readonly IHost _host;

    private TestSilo(IHost host, int gateway)
    {
        _host = host;
        Gateway = $"127.0.0.1:{gateway}";
    }

    /// <summary>What <c>--cluster</c> is given.</summary>
    public string Gateway { get; }

    /// <summary>Starts it; it owns these shards.</summary>
    /// <param name="clock">The clock of its ages.</param>
    /// <param name="shards">Names and URLs.</param>
    public static async Task<TestSilo> StartAsync(TimeProvider clock, params (string Name, string Url)[] shards)
    {
        for (var attempt = 1; ; attempt++)
        {
            var gateway = FreePort.Reserve();
            var host = Build(FreePort.Reserve(), gateway, clock, shards);
            try
            {
                await host.StartAsync(TestContext.Current.CancellationToken);
                return new TestSilo(host, gateway);
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse && attempt < Attempts)
            {
                host.Dispose();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    private static IHost Build(int port, int gateway, TimeProvider clock, (string Name, string Url)[] shards)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(shards.Select(shard =>
            KeyValuePair.Create($"{FleetOptions.SectionName}:Shards:{shard.Name}:Connection", (string?)shard.Url)));
        builder.Services.AddSingleton(clock);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(port, gateway, new IPEndPoint(IPAddress.Loopback, port), ClusterGateways.DefaultId, ClusterGateways.DefaultId)
            .UseSidekiqFleet());
        return builder.Build();
    }
}
