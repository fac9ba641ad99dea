using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Redis.Tests.Redis;

public sealed class TlsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sidekiq-cluster-tls-");
    private RedisServer? _server;
    private int _port;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string CertificateFile => Path.Combine(_folder.FullName, "server.pem");

    private string EndPoint => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public async ValueTask InitializeAsync()
    {
        Require.RealRedis();
        var keyFile = Path.Combine(_folder.FullName, "server.key");
        using (var certificate = SelfSigned(IPAddress.Loopback, out var key))
        {
            await File.WriteAllTextAsync(CertificateFile, certificate.ExportCertificatePem(), Cancel);
            await File.WriteAllTextAsync(keyFile, key, Cancel);
        }

        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            _port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        _server = await RedisServer.StartAsync(
            [
                "--tls-port", _port.ToString(CultureInfo.InvariantCulture), "--tls-cert-file", CertificateFile,
                "--tls-key-file", keyFile, "--tls-ca-cert-file", CertificateFile, "--tls-auth-clients", "no",
            ],
            Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Connect_AuthorityInTheUrl_IsTrusted()
    {
        await using var shard = await SidekiqShard.ConnectAsync(
            $"rediss://{EndPoint}?ca={Uri.EscapeDataString(CertificateFile)}", Cancel);

        Assert.Empty(await shard.Queues.ListAsync(cancellationToken: Cancel));
    }

    [Fact]
    public async Task Connect_AuthorityInTheOptions_IsTrusted()
    {
        var options = new ShardOptions { Connection = $"{EndPoint},ssl=true", CertificateAuthority = CertificateFile };

        await using var shard = await SidekiqShard.ConnectAsync(options, Cancel);

        Assert.Empty(await shard.Queues.ListAsync(cancellationToken: Cancel));
    }

    [Fact]
    public async Task Connect_NotVerifying_Connects()
    {
        await using var shard = await SidekiqShard.ConnectAsync($"rediss://{EndPoint}?verify=none", Cancel);

        Assert.Empty(await shard.Queues.ListAsync(cancellationToken: Cancel));
    }

    [Fact]
    public async Task Connect_UnknownAuthority_IsRefusedWithTheRemedy()
    {
        var error = await Assert.ThrowsAsync<ShardUnsupportedException>(
            () => SidekiqShard.ConnectAsync($"rediss://{EndPoint}", Cancel));

        Assert.Contains("failed the TLS handshake", error.Message, StringComparison.Ordinal);
        Assert.Contains("ca=FILE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_AnotherAuthority_IsRefused()
    {
        var other = Path.Combine(_folder.FullName, "other.pem");
        using (var certificate = SelfSigned(IPAddress.Loopback, out _))
        {
            await File.WriteAllTextAsync(other, certificate.ExportCertificatePem(), Cancel);
        }

        await Assert.ThrowsAsync<ShardUnsupportedException>(
            () => SidekiqShard.ConnectAsync($"rediss://{EndPoint}?ca={Uri.EscapeDataString(other)}", Cancel));
    }

    [Fact]
    public async Task Connect_CertificateOfAnotherHost_IsRefused() =>
        await Assert.ThrowsAsync<ShardUnsupportedException>(
            () => SidekiqShard.ConnectAsync($"{EndPoint},ssl=true,sslHost=example.com", Cancel));

    [Fact]
    public async Task Connect_PlainToTls_IsUnreachableAndTellsOfTls()
    {
        var error = await Assert.ThrowsAnyAsync<SidekiqClusterException>(() => SidekiqShard.ConnectAsync(EndPoint, Cancel));

        Assert.Contains("rediss://", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_TlsToPlain_FailsTheHandshake()
    {
        var options = new ShardOptions { Connection = $"rediss://{_server!.EndPoint}", Timeout = TimeSpan.FromSeconds(1) };

        var error = await Assert.ThrowsAnyAsync<SidekiqClusterException>(() => SidekiqShard.ConnectAsync(options, Cancel));

        Assert.Contains("TLS", error.Message, StringComparison.Ordinal);
    }

    private static X509Certificate2 SelfSigned(IPAddress address, out string key)
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=sidekiq-cluster test", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        key = rsa.ExportPkcs8PrivateKeyPem();
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
