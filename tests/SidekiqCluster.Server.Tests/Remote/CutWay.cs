using System.Net;
using System.Net.Sockets;

namespace SidekiqCluster.Server.Remote;

/// <summary>A way to a server that can be cut, for one connection.</summary>
internal sealed class CutWay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TcpClient _server = new();
    private readonly Task _carrying;
    private TcpClient? _client;

    public CutWay(int port)
    {
        _listener.Start();
        _carrying = CarryAsync(port);
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>Cuts it on both sides.</summary>
    public void Cut()
    {
        _client!.Dispose();
        _server.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        _server.Dispose();
        _client?.Dispose();
        await _carrying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task CarryAsync(int port)
    {
        _client = await _listener.AcceptTcpClientAsync();
        await _server.ConnectAsync(IPAddress.Loopback, port);
        var there = _client.GetStream().CopyToAsync(_server.GetStream());
        await _server.GetStream().CopyToAsync(_client.GetStream());
        await there;
    }
}
