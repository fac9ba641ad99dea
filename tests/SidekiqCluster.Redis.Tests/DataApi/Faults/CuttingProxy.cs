using System.Net;
using System.Net.Sockets;

namespace SidekiqCluster.Redis.Tests.DataApi.Faults;

/// <summary>Stands between a client and a server, and breaks a connection where a test says, to the byte.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private readonly long[] _passed = new long[2];
    private readonly int _serverPort;
    private readonly Task _accepting;
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _requested;
    private long _awaited;
    private byte[]? _request;
    private byte[]? _travelling;
    private byte[]? _unheard;
    private bool _isMute;
    private Cut? _cut;
    private bool _isAway;

    public CuttingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public string EndPoint => _listener.LocalEndpoint.ToString()!;

    /// <summary>How many connections were broken.</summary>
    public int Cuts { get; private set; }

    /// <summary>Loses the reply to the next request that contains these bytes, and breaks that connection.</summary>
    public void LoseReplyTo(byte[] request) => _request = request;

    /// <summary>Keeps the next request that contains these bytes, and all behind it, on its way. Once per proxy.</summary>
    /// <returns>Done when it is on its way.</returns>
    public Task HoldAsync(byte[] request)
    {
        _travelling = request;
        return _held.Task;
    }

    /// <summary>Lets no more replies through from the next request on that contains these bytes. The connection stays.</summary>
    public void MuteFrom(byte[] request) => _unheard = request;

    /// <summary>Lets go what is on its way.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>Keeps all replies on their way until so many more bytes of requests have passed.</summary>
    public void HoldRepliesUntil(long bytes)
    {
        lock (_lock)
        {
            Measure();
            _awaited = bytes;
            _requested = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Counts from zero again what passes.</summary>
    public void Measure()
    {
        lock (_lock)
        {
            _cut = null;
            _isAway = false;
            _passed.AsSpan().Clear();
        }
    }

    /// <summary>The bytes that passed in a direction since they were last counted from zero.</summary>
    public long Passed(ProxyDirection direction) => _passed[(int)direction];

    /// <summary>Breaks the connection after so many more bytes in a direction.</summary>
    /// <param name="direction">Which bytes count.</param>
    /// <param name="bytes">With 0 for replies, the server has answered and the client learns nothing of it.</param>
    /// <param name="staysAway">Whether no connection is taken from then on.</param>
    public void CutAfter(ProxyDirection direction, long bytes, bool staysAway = false)
    {
        lock (_lock)
        {
            Measure();
            _cut = new Cut(direction, bytes, staysAway);
        }
    }

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
                if (_isAway)
                {
                    client.Dispose();
                    continue;
                }

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
        client.NoDelay = server.NoDelay = true;
        using (client)
        using (server)
        {
            await Task.WhenAny(PumpAsync(client, server, OnRequest), PumpAsync(server, client, OnReply));
            await both.CancelAsync();
        }

        int OnRequest(ReadOnlySpan<byte> bytes)
        {
            if (_request is { } request && bytes.IndexOf(request) >= 0)
            {
                _request = null;
                mustCut = true;
            }

            return Pass(ProxyDirection.Request, bytes.Length);
        }

        int OnReply(ReadOnlySpan<byte> bytes)
        {
            Cuts += mustCut ? 1 : 0;
            return mustCut ? 0 : Pass(ProxyDirection.Reply, bytes.Length);
        }

        async Task PumpAsync(TcpClient from, TcpClient to, Gate gate)
        {
            var buffer = new byte[1 << 16];
            try
            {
                int read;
                while ((read = await from.GetStream().ReadAsync(buffer, both.Token)) > 0)
                {
                    if (_travelling is { } travelling && from == client && buffer.AsSpan(0, read).IndexOf(travelling) >= 0)
                    {
                        _travelling = null;
                        _held.TrySetResult();
                        await _released.Task.WaitAsync(both.Token);
                    }

                    if (from == server && _requested is { } requested)
                    {
                        await requested.Task.WaitAsync(both.Token);
                    }

                    if (_unheard is { } unheard && from == client && buffer.AsSpan(0, read).IndexOf(unheard) >= 0)
                    {
                        _unheard = null;
                        _isMute = true;
                    }

                    if (_isMute && from == server)
                    {
                        continue;
                    }

                    var passing = gate(buffer.AsSpan(0, read));
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, passing), both.Token);
                    if (passing < read)
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // One side is gone; the other is closed next.
                return;
            }
        }
    }

    private int Pass(ProxyDirection direction, int bytes)
    {
        lock (_lock)
        {
            var left = _cut is { } cut && cut.Direction == direction ? cut.After - _passed[(int)direction] : long.MaxValue;
            _passed[(int)direction] += Math.Min(left, bytes);
            if (_passed[(int)ProxyDirection.Request] >= _awaited)
            {
                _requested?.TrySetResult();
            }

            if (left >= bytes)
            {
                return bytes;
            }

            Cuts++;
            _isAway = _cut!.StaysAway;
            _cut = null;
            return (int)left;
        }
    }

    private delegate int Gate(ReadOnlySpan<byte> bytes);

    private sealed record Cut(ProxyDirection Direction, long After, bool StaysAway);
}
