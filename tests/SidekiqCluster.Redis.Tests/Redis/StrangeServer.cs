using System.Net;
using System.Net.Sockets;

namespace SidekiqCluster.Redis.Tests.Redis;

/// <summary>A port that takes connections but speaks no Redis: answers every request with the same bytes.</summary>
internal sealed class StrangeServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[]? _answer;
    private readonly Task _accepting;

    /// <param name="answer">Null to close each connection at once, empty to stay silent.</param>
    public StrangeServer(byte[]? answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string EndPoint => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var closing = client;
        if (_answer is null)
        {
            return;
        }

        var request = new byte[4096];
        var stream = client.GetStream();
        while (await stream.ReadAsync(request, _stop.Token) > 0)
        {
            await stream.WriteAsync(_answer, _stop.Token);
        }
    }
}
