using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SidekiqCluster.Redis;

/// <summary>One connection to one server without the client library, which shares and reopens its own as it likes.</summary>
internal sealed class PlainConnection : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly Stream _stream;

    private PlainConnection(Socket socket, Stream stream) => (_socket, _stream) = (socket, stream);

    /// <summary>What is sent and received.</summary>
    public Stream Stream => _stream;

    /// <summary>Connects, by TLS where the settings want it. Nobody is logged in yet.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    /// <exception cref="AuthenticationException">The TLS handshake failed.</exception>
    /// <exception cref="IOException">The connection was closed.</exception>
    public static async Task<PlainConnection> OpenAsync(
        ConnectionSettings settings, EndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = endPoint.AddressFamily == AddressFamily.Unix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return new PlainConnection(socket, await OpenAsync(settings, endPoint, socket, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What logs in the settings' user, to be sent first; empty when there is none.</summary>
    public static byte[] Login(ConnectionSettings settings) => settings.Configuration switch
    {
        { Password: null or "" } => [],
        { User: { Length: > 0 } user, Password: var password } => Command("AUTH", user, password),
        { Password: var password } => Command("AUTH", password),
    };

    /// <summary>A command as it is sent.</summary>
    public static byte[] Command(params ReadOnlySpan<string> words)
    {
        var bytes = new ArrayBufferWriter<byte>();
        Encoding.UTF8.GetBytes($"*{words.Length}\r\n", bytes);
        foreach (var word in words)
        {
            Encoding.UTF8.GetBytes($"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n", bytes);
        }

        return bytes.WrittenSpan.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        _socket.Dispose();
    }

    private static async Task<Stream> OpenAsync(
        ConnectionSettings settings, EndPoint endPoint, Socket socket, CancellationToken cancellationToken)
    {
        var network = new NetworkStream(socket);
        if (!settings.Configuration.Ssl)
        {
            return network;
        }

        var host = ShardPlace.Text(endPoint);
        var tls = new SslStream(network, leaveInnerStreamOpen: false, settings.Validation);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = settings.Configuration.SslHost ?? host[..host.LastIndexOf(':')].Trim('[', ']'),
            EnabledSslProtocols = settings.Configuration.SslProtocols ?? SslProtocols.None,
            CertificateRevocationCheckMode = settings.Configuration.CheckCertificateRevocation
                ? X509RevocationMode.Online
                : X509RevocationMode.NoCheck,
        };
        await tls.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
        return tls;
    }
}
