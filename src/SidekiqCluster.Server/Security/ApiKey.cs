using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SidekiqCluster.Server.Security;

/// <summary>Keys of 256 random bits. They are stored as a hash; that suffices, as nobody can guess such a key.</summary>
internal static class ApiKey
{
    private const string Prefix = "sck_";
    private const string HashPrefix = "sha256:";
    private const int KeyBytes = 32;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>A new key.</summary>
    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>What is stored of a key.</summary>
    public static string HashOf(string key) => HashPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Whether a text has the form of a hash.</summary>
    public static bool IsHash(string text) =>
        text.StartsWith(HashPrefix, StringComparison.Ordinal)
        && text.Length == HashPrefix.Length + (SHA256.HashSizeInBytes * 2)
        && text.AsSpan(HashPrefix.Length).IndexOfAnyExcept(HexDigits) < 0;

    /// <summary>Whether a key has this hash, in a time that tells nothing of how near it came.</summary>
    public static bool Matches(string key, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(HashOf(key)), Encoding.UTF8.GetBytes(hash));
}
