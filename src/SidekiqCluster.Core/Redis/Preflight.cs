using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace SidekiqCluster.Redis;

/// <summary>
/// Asks a shard's addresses with a plain socket before the client library connects, which takes long to notice that
/// nobody listens and never says why it failed.
/// </summary>
internal sealed class Preflight(ConnectionSettings settings)
{
    private ShardPlace Place => settings.Place;

    /// <summary>Returns when one address answers as a Redis that knows us. Two round trips on a connection of its own.</summary>
    /// <exception cref="SidekiqClusterException">None does; the reason is that of the first address.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        SidekiqClusterException? first = null;
        foreach (var endPoint in settings.Configuration.EndPoints)
        {
            if (await CheckAsync(endPoint, cancellationToken).ConfigureAwait(false) is not { } reason)
            {
                return;
            }

            first ??= reason;
        }

        throw first!;
    }

    private async Task<SidekiqClusterException?> CheckAsync(EndPoint endPoint, CancellationToken cancellationToken)
    {
        var host = ShardPlace.Text(endPoint);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Configuration.ConnectTimeout);
        try
        {
            return Judge(await AskAsync(endPoint, patience.Token).ConfigureAwait(false), host);
        }
        catch (SocketException e)
        {
            return RedisErrors.Unreachable(Place, $"cannot be reached: {host}: {e.Message}; check host and port", e);
        }
        catch (AuthenticationException e)
        {
            var what = $"failed the TLS handshake: {e.Message.TrimEnd('.')}; check that {host} speaks TLS, and who "
                + "signed its certificate (ca=FILE, or verify=none)";
            return RedisErrors.Unsupported(Place, what, e);
        }
        catch (IOException e)
        {
            var what = $"closed the connection; check that {host} is a Redis, and whether it wants TLS (rediss://)";
            return RedisErrors.Unreachable(Place, what, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            var what = $"does not answer; check {host}, firewalls, and whether it wants TLS (rediss://) or none";
            return RedisErrors.Unreachable(Place, what, e);
        }
    }

    private async Task<byte[]> AskAsync(EndPoint endPoint, CancellationToken cancellationToken)
    {
        var connection = await PlainConnection.OpenAsync(settings, endPoint, cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        var stream = connection.Stream;

        // ECHO is what the client library needs and PING, which every user may, would not show.
        var question = settings.MasterName is null
            ? PlainConnection.Command("ECHO", "sidekiq-cluster")
            : PlainConnection.Command("PING");
        await stream.WriteAsync(Login(), cancellationToken).ConfigureAwait(false);
        await stream.WriteAsync(question, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the lines that a Redis would answer with: one to AUTH, two to ECHO; less when it is no Redis.</summary>
    private async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var answer = new byte[1024];
        var filled = 0;
        do
        {
            var read = await stream.ReadAsync(answer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (read == 0 && filled == 0)
            {
                throw new EndOfStreamException();
            }

            filled += read;
            if (read == 0)
            {
                break;
            }
        }
        while (filled < answer.Length && answer[0] == (byte)'+' && IsLoginAlone(answer.AsSpan(0, filled)));
        return answer[..filled];
    }

    private bool IsLoginAlone(ReadOnlySpan<byte> answer) =>
        settings.MasterName is null && settings.Configuration.Password is { Length: > 0 } && answer.Count((byte)'\n') < 2;

    private SidekiqClusterException? Judge(ReadOnlySpan<byte> answer, string host)
    {
        var other = answer switch
        {
            _ when answer.StartsWith("HTTP/"u8) => "answers as an HTTP server",
            _ when answer.StartsWith("SSH-"u8) => "answers as an SSH server",
            [0x15, 0x03, ..] => "speaks TLS, so use rediss:// or ssl=true",
            _ when !"+-:$*%_#,("u8.Contains(answer[0]) => "does not speak Redis's protocol",
            _ => null,
        };
        if (other is not null)
        {
            return RedisErrors.Unsupported(Place, $"is no Redis: {host} {other}", null);
        }

        // What a sentinel refuses is between it and the client library.
        var refusals = settings.MasterName is null
            ? Encoding.UTF8.GetString(answer).Split("\r\n").Where(line => line.StartsWith('-'))
            : [];
        return refusals.FirstOrDefault(line => !RedisErrors.IsNeedlessPassword(line)) switch
        {
            null => null,
            var line when line.Contains("unknown command", StringComparison.Ordinal) => RedisErrors.Unsupported(
                Place, $"does not know ECHO; if {host} is a sentinel, ask it with redis-sentinel://{host}/MASTER", null),
            var line => RedisErrors.FromReply(line[1..], Place),
        };
    }

    // Sentinels have users of their own; the client library logs in there.
    private byte[] Login() => settings.MasterName is null ? PlainConnection.Login(settings) : [];
}
