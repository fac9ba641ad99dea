using System.Net;
using System.Net.Sockets;

namespace SidekiqCluster.LocalServers;

/// <summary>Ports of this machine.</summary>
public static class FreePort
{
    /// <summary>A port that was free a moment ago; whoever binds it next should be ready to ask again.</summary>
    public static int Reserve()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
