using System.Runtime.InteropServices;

namespace SidekiqCluster.Wire;

/// <summary>Bytes as Orleans carries them well: it would carry a <see cref="ReadOnlyMemory{T}"/> byte by byte.</summary>
internal static class WireBytes
{
    /// <summary>The bytes as an array: their own one where they fill it, else a copy.</summary>
    public static byte[] Of(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : bytes.ToArray();
}
