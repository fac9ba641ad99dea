using System.IO.Hashing;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// Tells of a payload that a list holds it once. It counts in one byte for all payloads of one hash, so it may doubt what
/// is so (about one time in five), and never affirms what is not. 4 to 8 bytes per payload.
/// </summary>
internal sealed class PayloadCensus
{
    private const int CellsPerPayload = 4;
    private const int MinCells = 256;

    private readonly long _seed = Random.Shared.NextInt64();
    private byte[] _cells = new byte[MinCells];

    /// <summary>Payloads counted.</summary>
    public int Count { get; private set; }

    public long AllocatedBytes => _cells.Length;

    /// <summary>Whether so many would fit better into more room, which takes a count of all anew.</summary>
    public bool IsCrowded => Count > _cells.Length / CellsPerPayload;

    /// <summary>Forgets all, and makes room.</summary>
    public void Clear(long expected)
    {
        var cells = (int)Math.Min(Array.MaxLength / 2, Math.Max(MinCells, expected * CellsPerPayload));
        _cells = new byte[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)cells)];
        Count = 0;
    }

    public void Add(ReadOnlySpan<byte> payload)
    {
        ref var cell = ref CellOf(payload);
        cell += (byte)(cell == byte.MaxValue ? 0 : 1);
        Count++;
    }

    public void Remove(ReadOnlySpan<byte> payload)
    {
        // A full cell has lost count and stays full.
        ref var cell = ref CellOf(payload);
        cell -= (byte)(cell == byte.MaxValue ? 0 : 1);
        Count--;
    }

    /// <summary>Whether the payload, which was counted, was counted once for certain.</summary>
    public bool IsUnique(ReadOnlySpan<byte> payload) => CellOf(payload) == 1;

    private ref byte CellOf(ReadOnlySpan<byte> payload) =>
        ref _cells[XxHash3.HashToUInt64(payload, _seed) & (ulong)(_cells.Length - 1)];
}
