using System.IO.Hashing;

namespace SidekiqCluster.Queries.Paging;

/// <summary>How far one source of a shard has been read.</summary>
/// <param name="Distance">
/// In a queue the entries read from the end where reading began; in a set those read of the last one's score. A hint.
/// </param>
/// <param name="Length">Entries of the queue when reading began; 0 in a set. A hint.</param>
/// <param name="Score">The score of the last entry read; 0 in a queue.</param>
/// <param name="Recent">Digests of the last entries read, the very last one at the end; never empty.</param>
internal sealed record SourceMark(long Distance, long Length, double Score, IReadOnlyList<ulong> Recent)
{
    /// <summary>Entries remembered: others may delete all but one of them and the place is still found.</summary>
    public const int MaxRecent = 8;

    private const long DigestSeed = 0x5349_444B;

    public static ulong DigestOf(ReadOnlyMemory<byte> raw) => XxHash3.HashToUInt64(raw.Span, DigestSeed);
}
