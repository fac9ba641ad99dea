using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SidekiqCluster.Receipts;

/// <summary>
/// What a part of an act goes by. It follows from the act's own name and the part's, so that whoever repeats the act comes
/// to the same, and from nothing else to it.
/// </summary>
internal readonly struct ReceiptId(Guid act, string part)
{
    private const int GuidBytes = 16;
    private const int JidBytes = 12;

    private readonly byte[] _digest = SHA256.HashData([.. act.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(part)]);

    /// <summary>The id of a part by its number.</summary>
    public static Guid Of(Guid act, long number) => Of(act, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>The id of a part by its name, which is no number.</summary>
    public static Guid Of(Guid act, string part) => new ReceiptId(act, part).ToGuid();

    /// <summary>As a UUID of version 8 (RFC 9562).</summary>
    public Guid ToGuid()
    {
        const int VersionPlace = 6;
        const int VariantPlace = 8;
        var bytes = _digest[..GuidBytes];
        bytes[VersionPlace] = (byte)(0x80 | (bytes[VersionPlace] & 0x0f));
        bytes[VariantPlace] = (byte)(0x80 | (bytes[VariantPlace] & 0x3f));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>As 24 hex digits, in place of random ones.</summary>
    public string ToDigits() => Convert.ToHexStringLower(_digest.AsSpan(0, JidBytes));

    /// <summary>As a number from 0 to 1, in place of a random one.</summary>
    public double ToFraction() => (BinaryPrimitives.ReadUInt64BigEndian(_digest) >> 11) * (1.0 / (1L << 53));
}
