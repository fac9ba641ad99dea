using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace SidekiqCluster.Redis;

/// <summary>
/// Finds out why a shard could not be connected, which the client library does not say: asks each address itself, with
/// a plain socket, and looks at what comes back.
/// </summary>
internal sealed class ConnectFailure(ConnectionSettings settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private ShardPlace Place => settings.Place;

    /// <summary>The reason, from the first address that gives one.</summary>
    /// <param name="exception">What the client library said.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<SidekiqClusterException> ExplainAsync(Exception exception, CancellationToken cancellationToken)
    {
        foreach (var endPoint in settings.Configuration.EndPoints)
        {
            var host = ShardPlace.Text(endPoint);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                if (await AskAsync(endPoint, host, exception, patience.Token).ConfigureAwait(false) is { } reason)
                {
                    return reason;
                }
            }
            catch (SocketException e)
            {
                return Unreachable($"cannot be reached: {host}: {e.Message}; check host and port");
            }
            catch (AuthenticationException e)
            {
                var what = $"failed the TLS handshake: {e.Message.TrimEnd('.')}; check that {host} speaks TLS, and who "
                    + "signed its certificate (ca=FILE, or verify=none)";
                return RedisErrors.Unsupported(Place, what, exception);
            }
            catch (IOException)
            {
                return Unreachable($"closed the connection; check that {host} is a Redis and whether it wants TLS (rediss://)");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return Unreachable($"does not answer; check {host}, firewalls, and whether it wants TLS (rediss://)");
            }
        }

        return FromSentinels(exception) ?? RedisErrors.Translate(exception, Place);

        ShardUnreachableException Unreachable(string what) => RedisErrors.Unreachable(Place, what, exception);
    }

    private async Task<SidekiqClusterException?> AskAsync(
        EndPoint endPoint, string host, Exception exception, CancellationToken cancellationToken)
    {
        using var socket = endPoint.AddressFamily == AddressFamily.Unix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
        var stream = await OpenAsync(socket, host, cancellationToken).ConfigureAwait(false);
        await using var closing = stream.ConfigureAwait(false);

        // ECHO is what the client library needs and PING, which every user may, would not show.
        var isSentinel = settings.Configuration.ServiceName is { Length: > 0 };
        var question = isSentinel ? Command("PING") : [.. Login(), .. Command("ECHO", "sidekiq-cluster")];
        await stream.WriteAsync(question, cancellationToken).ConfigureAwait(false);
        var answer = new byte[512];
        var read = await stream.ReadAtLeastAsync(answer, minimumBytes: 1, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return Judge(answer.AsSpan(0, read), host, exception);
    }

    private async Task<Stream> OpenAsync(Socket socket, string host, CancellationToken cancellationToken)
    {
        var network = new NetworkStream(socket);
        if (!settings.Configuration.Ssl)
        {
            return network;
        }

        var tls = new SslStream(network, leaveInnerStreamOpen: false, settings.Validation);
        var name = settings.Configuration.SslHost ?? host[..host.LastIndexOf(':')].Trim('[', ']');
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = name }, cancellationToken)
            .ConfigureAwait(false);
        return tls;
    }

    private SidekiqClusterException? Judge(ReadOnlySpan<byte> answer, string host, Exception exception)
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
            return RedisErrors.Unsupported(Place, $"is no Redis: {host} {other}", exception);
        }

        var refusal = Array.Find(
            Encoding.UTF8.GetString(answer).Split("\r\n"), line => line.StartsWith('-'));
        return refusal is null ? null : RedisErrors.FromReply(refusal[1..], Place, default, exception);
    }

    private SidekiqClusterException? FromSentinels(Exception exception) => settings.Configuration.ServiceName switch
    {
        null or "" => null,
        _ when exception.Message.Contains("not a Sentinel", StringComparison.Ordinal) =>
            RedisErrors.Unsupported(Place, "is no sentinel; give the addresses of sentinels, usually port 26379", exception),
        var master => RedisErrors.Unreachable(
            Place, $"cannot be reached: its sentinels know no living master named '{master}'", exception),
    };

    private byte[] Login() => settings.Configuration switch
    {
        { Password: null or "" } => [],
        { User: { Length: > 0 } user, Password: var password } => Command("AUTH", user, password),
        { Password: var password } => Command("AUTH", password),
    };

    private static byte[] Command(params ReadOnlySpan<string> words)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Encoding.UTF8.GetBytes($"*{words.Length}\r\n", bytes);
        foreach (var word in words)
        {
            Encoding.UTF8.GetBytes($"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n", bytes);
        }

        return bytes.WrittenSpan.ToArray();
    }
}
