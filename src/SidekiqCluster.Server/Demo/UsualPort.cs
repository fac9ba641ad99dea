using System.Net;
using System.Net.Sockets;
using SidekiqCluster.Server.Hosting;

namespace SidekiqCluster.Server.Demo;

/// <summary>The port that the demo listens on unless it is told otherwise, or another while somebody else has it.</summary>
internal static class UsualPort
{
    /// <summary>Takes it for good at once: of two demos that start in one moment, one gets another port.</summary>
    public static Socket ListenThereOrElsewhere()
    {
        try
        {
            return Listen(new Uri(ServerHost.DefaultUrl).Port);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return Listen(0);
        }
    }

    /// <summary>The address of what listens.</summary>
    public static string UrlOf(Socket listening) => $"http://{listening.LocalEndPoint}";

    private static Socket Listen(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
