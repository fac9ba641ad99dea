using System.Globalization;

namespace SidekiqCluster.LocalServers;

/// <summary>Garnet inside this process: needs nothing installed, and can less than Redis.</summary>
public sealed class GarnetServer : LocalServer
{
    private const int Databases = 64;
    private const int Attempts = 5;

    private readonly Garnet.GarnetServer _server;

    private GarnetServer(int port, Garnet.GarnetServer server)
        : base(port) => _server = server;

    /// <inheritdoc/>
    public override bool IsRedis => false;

    /// <inheritdoc/>
    public override int DatabaseCount => Databases;

    /// <summary>Starts a server; scripts are atomic, as in Redis.</summary>
    public static GarnetServer Start()
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Reserve();
            var server = new Garnet.GarnetServer(
            [
                "--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "-q",
                "--lua", "--lua-transaction-mode", "--memory", "256m", "--index", "1m",
                "--max-databases", Databases.ToString(CultureInfo.InvariantCulture),
            ]);
            try
            {
                server.Start();
                return new GarnetServer(port, server);
            }
            catch (System.Net.Sockets.SocketException) when (attempt < Attempts)
            {
                server.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }
}
