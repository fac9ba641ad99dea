using System.Net;
using System.Net.Sockets;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>Stands between a client and a server, and can lose the reply to one request: the server has acted on it.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private byte[]? _request;

    public CuttingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string EndPoint => _listener.LocalEndpoint.ToString()!;

    /// <summary>How many replies were lost.</summary>
    public int Cuts { get; private set; }

    /// <summary>Loses the reply to the next request that contains these bytes, and breaks that connection.</summary>
    public void LoseReplyTo(byte[] request) => _request = request;

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var pumps = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                var server = new TcpClient();
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _closing.Token);
                pumps.Add(ServeAsync(client, server));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(pumps);
        }
    }

    private async Task ServeAsync(TcpClient client, TcpClient server)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        var mustCut = false;
        using (client)
        using (server)
        {
            await Task.WhenAny(PumpAsync(client, server, OnRequest), PumpAsync(server, client, OnReply));
            await both.CancelAsync();
        }

        bool OnRequest(ReadOnlySpan<byte> bytes)
        {
            if (_request is { } request && bytes.IndexOf(request) >= 0)
            {
                _request = null;
                mustCut = true;
            }

            return true;
        }

        bool OnReply(ReadOnlySpan<byte> bytes)
        {
            Cuts += mustCut ? 1 : 0;
            return !mustCut;
        }

        async Task PumpAsync(TcpClient from, TcpClient to, Func<ReadOnlySpan<byte>, bool> mayPass)
        {
            var buffer = new byte[1 << 16];
            try
            {
                int read;
                while ((read = await from.GetStream().ReadAsync(buffer, both.Token)) > 0 && mayPass(buffer.AsSpan(0, read)))
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, read), both.Token);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // One side is gone; the other is closed next.
                return;
            }
        }
    }
}
