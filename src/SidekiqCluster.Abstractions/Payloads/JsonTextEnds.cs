using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Where texts may end in JSON: quotes, backslashes and control characters. Found for 64 bytes at once and kept as bits,
/// so that the many short texts of a payload cost a shift each. To be asked for ascending places.
/// </summary>
internal ref struct JsonTextEnds(ReadOnlySpan<byte> json)
{
    private const int WindowSize = 64;
    private const byte FirstPrintable = 0x20;

    private readonly ReadOnlySpan<byte> _json = json;
    private int _window = -WindowSize;
    private ulong _ends;

    /// <summary>The first of these bytes from a place on; the length of the JSON, or a place behind it, when there is none.</summary>
    public int Next(int at)
    {
        if (at >= _window + WindowSize)
        {
            Enter(at & -WindowSize);
        }

        var ends = _ends >> at;
        while (ends == 0)
        {
            at = _window + WindowSize;
            if (at >= _json.Length)
            {
                return _json.Length;
            }

            Enter(at);
            ends = _ends;
        }

        return at + BitOperations.TrailingZeroCount(ends);
    }

    private static ulong EndsIn(in byte first) =>
        EndsIn(Vector256.LoadUnsafe(in first)) | ((ulong)EndsIn(Vector256.LoadUnsafe(in first, (nuint)Vector256<byte>.Count)) << 32);

    private static uint EndsIn(Vector256<byte> bytes) =>
        (Vector256.Equals(bytes, Vector256.Create((byte)'"'))
            | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.LessThan(bytes, Vector256.Create(FirstPrintable))).ExtractMostSignificantBits();

    private void Enter(int window)
    {
        _window = window;
        var beyond = window + WindowSize - _json.Length;
        if (beyond <= 0)
        {
            _ends = EndsIn(in _json[window]);
        }
        else if (beyond >= WindowSize)
        {
            _ends = 0;
        }
        else if (window >= WindowSize)
        {
            _ends = EndsIn(in _json[^WindowSize]) >> beyond;
        }
        else
        {
            // What is behind the end reads as zeros, which are control characters.
            Span<byte> all = stackalloc byte[WindowSize];
            _json.CopyTo(all);
            _ends = EndsIn(in MemoryMarshal.GetReference(all));
        }
    }
}
