using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using SidekiqCluster.LocalServers;

namespace SidekiqCluster.SiloHost;

/// <summary>A silo on this machine. Where its ports may be any, it takes free ones.</summary>
internal static class LocalSilo
{
    private const int Attempts = 5;

    /// <summary>Runs it until it is asked to end, by ctrl-c or by SIGTERM; it leaves the cluster then.</summary>
    public static async Task RunAsync(SiloSwitches switches)
    {
        using var host = await StartAsync(switches);
        await host.WaitForShutdownAsync();
    }

    private static async Task<IHost> StartAsync(SiloSwitches switches)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = switches.Port > 0 ? switches.Port : FreePort.Reserve();
            var gateway = switches.Gateway > 0 ? switches.Gateway : FreePort.Reserve();
            var host = Build(switches, port, gateway);
            try
            {
                await host.StartAsync();
                Console.WriteLine($"The silo is up; clients may come to 127.0.0.1:{gateway}.");
                return host;
            }
            catch (SocketException taken) when (
                taken.SocketErrorCode == SocketError.AddressAlreadyInUse && switches is { Port: 0 } or { Gateway: 0 } && attempt < Attempts)
            {
                host.Dispose();
            }
        }
    }

    private static IHost Build(SiloSwitches switches, int port, int gateway)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(switches.Settings);
        builder.Logging.AddFilter("Orleans", LogLevel.Error).AddFilter("Microsoft", LogLevel.Warning).AddFilter("Polly", LogLevel.Error);
        builder.UseOrleans(silo => silo
            .UseFleetStore(switches.Store!)
            .UseSidekiqFleet()
            .ConfigureEndpoints(IPAddress.Loopback, port, gateway)
            .Configure<ClusterOptions>(cluster => cluster.ClusterId = switches.Cluster));
        return builder.Build();
    }
}
