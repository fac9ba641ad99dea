using System.Net;
using System.Net.Sockets;

namespace SidekiqCluster.TestKit.Redis;

/// <summary>Stands between clients and a server that is far away: all that it replies comes late.</summary>
public sealed class SlowProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private long _delayTicks;
    private long _replied;
    private TaskCompletionSource? _awaited;
    private long _awaitedBytes;

    /// <summary>In front of the server at a port.</summary>
    public SlowProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public string EndPoint => _listener.LocalEndpoint.ToString()!;

    /// <summary>How late each piece of a reply comes, of 64 KiB at most, behind the piece before on the same connection.</summary>
    public TimeSpan Delay
    {
        get => new(Interlocked.Read(ref _delayTicks));
        set => Interlocked.Exchange(ref _delayTicks, value.Ticks);
    }

    /// <summary>Done when so many more bytes of replies have passed.</summary>
    public Task RepliedAsync(long bytes)
    {
        var awaited = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Interlocked.Exchange(ref _awaitedBytes, Interlocked.Read(ref _replied) + bytes);
        Volatile.Write(ref _awaited, awaited);
        return awaited.Task;
    }

    /// <inheritdoc/>
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
                pumps.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(pumps);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, _closing.Token);
            client.NoDelay = server.NoDelay = true;
            using var both = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
            await Task.WhenAny(
                PumpAsync(client, server, isReply: false, both.Token), PumpAsync(server, client, isReply: true, both.Token));
            await both.CancelAsync();
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, bool isReply, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        try
        {
            int read;
            while ((read = await from.GetStream().ReadAsync(buffer, cancellationToken)) > 0)
            {
                if (isReply)
                {
                    await Task.Delay(Delay, cancellationToken);
                }

                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                if (isReply
                    && Interlocked.Add(ref _replied, read) >= Interlocked.Read(ref _awaitedBytes)
                    && Interlocked.Exchange(ref _awaited, null) is { } awaited)
                {
                    awaited.TrySetResult();
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
