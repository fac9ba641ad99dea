using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace SidekiqCluster;

/// <summary>
/// The opaque address of a job: a digest of its shard, its source and its raw bytes. It addresses malformed jobs and
/// jobs of equal jid alike, and it never depends on the spelling of a score. Copies of equal bytes in one queue share
/// one id, as nothing but their place tells them apart.
/// </summary>
public readonly record struct EntryId : IParsable<EntryId>
{
    private const int PartLength = 4;
    private const int PayloadLength = 16;
    private const int TextLength = 32;

    private readonly uint _shard;
    private readonly uint _source;
    private readonly UInt128 _payload;

    private EntryId(uint shard, uint source, UInt128 payload)
    {
        _shard = shard;
        _source = source;
        _payload = payload;
    }

    /// <summary>The id of these bytes in this source of this shard. Costs one SHA-256 of the payload.</summary>
    public static EntryId Of(string shard, JobSource source, ReadOnlySpan<byte> raw)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(raw, digest);
        return new EntryId(PartOf(shard), PartOf(source.ToString()), ReadUInt128(digest));
    }

    /// <summary>Whether the job of this id was in the shard of this name.</summary>
    public bool IsOfShard(string shard) => _shard == PartOf(shard);

    /// <summary>Whether the job of this id was in this source.</summary>
    public bool IsOfSource(JobSource source) => _source == PartOf(source.ToString());

    /// <summary>Reads the text that <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is no entry id.</exception>
    public static EntryId Parse(string text) => Parse(text, null);

    /// <inheritdoc cref="Parse(string)"/>
    public static EntryId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id)
            ? id
            : throw new FormatException($"'{s}' is no entry id; copy one from the id column of a job list.");

    /// <summary>Reads the text that <see cref="ToString"/> writes; false when it is no entry id.</summary>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EntryId result)
    {
        result = default;
        Span<byte> bytes = stackalloc byte[PartLength + PartLength + PayloadLength];
        if (s is null || s.Length != TextLength || !Base64Url.TryDecodeFromChars(s, bytes, out _))
        {
            return false;
        }

        result = new EntryId(
            BinaryPrimitives.ReadUInt32BigEndian(bytes),
            BinaryPrimitives.ReadUInt32BigEndian(bytes[PartLength..]),
            ReadUInt128(bytes[(PartLength + PartLength)..]));
        return true;
    }

    /// <summary>32 characters that are safe in URLs and file names.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[PartLength + PartLength + PayloadLength];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, _shard);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[PartLength..], _source);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[(PartLength + PartLength)..], _payload);
        return Base64Url.EncodeToString(bytes);
    }

    private static uint PartOf(string name)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), digest);
        return BinaryPrimitives.ReadUInt32BigEndian(digest);
    }

    private static UInt128 ReadUInt128(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt128BigEndian(bytes);
}
