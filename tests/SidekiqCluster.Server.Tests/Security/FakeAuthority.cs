using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace SidekiqCluster.Server.Security;

/// <summary>
/// An OpenID Connect authority on this machine, with a certificate of its own: whoever is to trust it gets <see cref="CertificateFile"/>.
/// It publishes one RSA and one EC key.
/// </summary>
internal sealed class FakeAuthority : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sidekiq-cluster-authority-");
    private readonly X509Certificate2 _certificate;
    private WebApplication? _app;

    private FakeAuthority()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        _certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(CertificateFile, _certificate.ExportCertificatePem());
    }

    /// <summary>Its certificate, as <c>SSL_CERT_FILE</c> takes it.</summary>
    public string CertificateFile => Path.Combine(_folder.FullName, "authority.pem");

    /// <summary>Where it is, and who its tokens are from.</summary>
    public string Url { get; private set; } = string.Empty;

    /// <summary>The keys that it publishes.</summary>
    public RsaSecurityKey Rsa { get; private set; } = NewRsa("rsa-1");

    public ECDsaSecurityKey Ec { get; } = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "ec-1" };

    public static RsaSecurityKey NewRsa(string id) => new(RSA.Create(2048)) { KeyId = id };

    public static async Task<FakeAuthority> StartAsync()
    {
        var authority = new FakeAuthority();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(authority._certificate)));
        var app = authority._app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Text(
            JsonSerializer.Serialize(new { issuer = authority.Url, jwks_uri = $"{authority.Url}/keys" }), "application/json"));
        app.MapGet("/keys", () => Results.Text(authority.PublicKeys(), "application/json"));
        await app.StartAsync(TestContext.Current.CancellationToken);
        authority.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return authority;
    }

    /// <summary>From now on another key is published in the place of the RSA key.</summary>
    public void Rotate() => Rsa = NewRsa("rsa-2");

    /// <summary>A token as it gives them: for the server, by its RSA key, good for some minutes. Change one thing and it is another.</summary>
    public string Token(
        string? claims = """{"role":"viewer"}""",
        string audience = "sidekiq-cluster",
        string? issuer = null,
        TimeSpan? expires = null,
        SecurityKey? key = null,
        string algorithm = SecurityAlgorithms.RsaSha256)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Url,
            Audience = audience,
            IssuedAt = now.AddHours(-1),
            NotBefore = now.AddHours(-1),
            Expires = now + (expires ?? TimeSpan.FromMinutes(5)),
            Claims = JsonSerializer.Deserialize<Dictionary<string, object>>(claims ?? "{}")!.Append(new("sub", "ann")).ToDictionary(),
            SigningCredentials = new SigningCredentials(key ?? Rsa, algorithm),
        });
    }

    /// <summary>The same token with this header and no signature.</summary>
    public static string Unsigned(string token) =>
        $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";

    /// <summary>What a forger can sign with who has the public key alone: it, taken as a shared secret.</summary>
    public SymmetricSecurityKey PublicKeyAsSecret() => new(Encoding.UTF8.GetBytes(Rsa.Rsa.ExportSubjectPublicKeyInfoPem())) { KeyId = Rsa.KeyId };

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    private string PublicKeys()
    {
        var rsa = Rsa.Rsa.ExportParameters(includePrivateParameters: false);
        var ec = Ec.ECDsa.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.Serialize(new
        {
            keys = new object[]
            {
                new { kty = "RSA", use = "sig", kid = Rsa.KeyId, n = Base64UrlEncoder.Encode(rsa.Modulus), e = Base64UrlEncoder.Encode(rsa.Exponent) },
                new { kty = "EC", use = "sig", kid = Ec.KeyId, crv = "P-256", x = Base64UrlEncoder.Encode(ec.Q.X), y = Base64UrlEncoder.Encode(ec.Q.Y) },
            },
        });
    }
}
