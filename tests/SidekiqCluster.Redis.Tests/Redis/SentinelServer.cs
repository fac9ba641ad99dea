using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Redis.Tests.Redis;

/// <summary>A sentinel that watches one master under the name <c>mymaster</c>.</summary>
internal sealed class SentinelServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private SentinelServer(Process process, DirectoryInfo folder, int port)
    {
        _process = process;
        _folder = folder;
        Port = port;
    }

    public int Port { get; }

    public string EndPoint => $"127.0.0.1:{Port}";

    public static async Task<SentinelServer> StartAsync(RedisServer master, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("sidekiq-cluster-sentinel-");
        var port = FreePort();
        var file = Path.Combine(folder.FullName, "sentinel.conf");
        await File.WriteAllLinesAsync(
            file,
            [
                string.Create(CultureInfo.InvariantCulture, $"port {port}"),
                "bind 127.0.0.1",
                $"dir {folder.FullName}",
                string.Create(CultureInfo.InvariantCulture, $"sentinel monitor mymaster 127.0.0.1 {master.Port} 1"),
            ],
            cancellationToken);
        var process = Process.Start(new ProcessStartInfo(Programs.Find("redis-server")!, [file, "--sentinel"])
        {
            RedirectStandardOutput = true,
        })!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line
            && !line.Contains("+monitor", StringComparison.Ordinal))
        {
        }

        return new SentinelServer(process, folder, port);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
