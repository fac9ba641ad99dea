using System.IO.Hashing;

namespace SidekiqCluster.Queries.Paging;

/// <summary>How far one source of a shard has been read.</summary>
/// <param name="Distance">
/// In a queue the entries read from the end where reading began; in a set those read of the last one's score. A hint.
/// </param>
/// <param name="Length">Entries of the queue when reading began; 0 in a set. A hint.</param>
/// <param name="Score">The score of the last entry read; 0 in a queue.</param>
/// <param name="Recent">What is remembered of the entries read, the very last one at the end; never empty.</param>
internal sealed record SourceMark(long Distance, long Length, double Score, IReadOnlyList<ReadEntry> Recent)
{
    private const long DigestSeed = 0x5349_444B;

    public static ulong DigestOf(ReadOnlyMemory<byte> raw) => DigestOf(raw.Span);

    public static ulong DigestOf(ReadOnlySpan<byte> raw) => XxHash3.HashToUInt64(raw, DigestSeed);
}
