using System.Buffers.Binary;

namespace SidekiqCluster.Metrics;

/// <summary>
/// The string behind a histogram: 26 unsigned 16-bit numbers, big-endian, as <c>BITFIELD</c> writes them. Redis makes it
/// only as long as its last number that was ever counted up.
/// </summary>
internal static class HistogramBits
{
    /// <summary>Adds the counts to others; null when there are neither.</summary>
    public static int[]? Add(int[]? counts, ReadOnlySpan<byte> bits)
    {
        if (bits.IsEmpty)
        {
            return counts;
        }

        counts ??= new int[DurationHistogram.BucketCount];
        for (var i = 0; i < counts.Length && bits.Length > 0; i++)
        {
            // A string cut within a number stands for a low byte of zero, as to BITFIELD.
            counts[i] += bits.Length > 1 ? BinaryPrimitives.ReadUInt16BigEndian(bits) : bits[0] << 8;
            bits = bits[Math.Min(bits.Length, sizeof(ushort))..];
        }

        return counts;
    }
}
