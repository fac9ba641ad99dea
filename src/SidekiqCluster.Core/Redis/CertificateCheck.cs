using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SidekiqCluster.Redis;

/// <summary>Checks a server's certificate against an authority of the user's, or not at all.</summary>
internal static class CertificateCheck
{
    /// <returns>Null when the system's own check is wanted.</returns>
    /// <exception cref="ArgumentException">The file is not there or holds no certificate.</exception>
    public static RemoteCertificateValidationCallback? For(string? authorityFile, bool verify)
    {
        if (!verify)
        {
#pragma warning disable CA5359 // The user has asked for it in as many words.
            return static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        if (authorityFile is null)
        {
            return null;
        }

        var authorities = Load(authorityFile);
        return (_, certificate, sent, errors) => IsSignedBy(authorities, certificate, sent, errors);
    }

    private static X509Certificate2Collection Load(string file)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ArgumentException($"The certificate authority '{file}' cannot be read: {e.Message}", e);
        }

        return authorities.Count > 0
            ? authorities
            : throw new ArgumentException($"The certificate authority '{file}' holds no certificate; it must be a PEM file.");
    }

    private static bool IsSignedBy(
        X509Certificate2Collection authorities, X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        // A wrong host name stays an error whoever signed the certificate.
        if (errors is SslPolicyErrors.None || certificate is null || errors != SslPolicyErrors.RemoteCertificateChainErrors)
        {
            return errors is SslPolicyErrors.None;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.ExtraStore.AddRange(sent?.ChainPolicy.ExtraStore ?? []);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var own = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));
        return chain.Build(own);
    }
}
