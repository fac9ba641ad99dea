using System.Net;
using System.Net.Sockets;

namespace SidekiqCluster.Server.Hosting;

/// <summary>Ports that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>Whether nobody listens on it.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>One of the loopback address; somebody else may take it before it is used.</summary>
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
