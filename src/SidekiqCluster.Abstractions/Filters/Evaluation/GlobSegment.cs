using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>What stands between two stars of a pattern: literal pieces, with one arbitrary character between each two.</summary>
internal sealed class GlobSegment(IEnumerable<string> pieces)
{
    private readonly byte[][] _pieces = [.. pieces.Select(Encoding.UTF8.GetBytes)];

    public bool IsEmpty => _pieces is [{ Length: 0 }];

    public byte[] LongestPiece => _pieces.MaxBy(piece => piece.Length)!;

    /// <summary>Whether the segment stands at a place; <paramref name="end"/> is where it ends.</summary>
    public bool StandsAt(ReadOnlySpan<byte> text, int start, out int end)
    {
        end = start;
        for (var i = 0; i < _pieces.Length; i++)
        {
            if (i > 0)
            {
                if (end == text.Length)
                {
                    return false;
                }

                end += CharacterLength(text[end]);
            }

            if (!text[end..].StartsWith(_pieces[i]))
            {
                return false;
            }

            end += _pieces[i].Length;
        }

        return true;
    }

    /// <summary>Whether the segment stands at the very end, starting at a place or after it.</summary>
    public bool StandsAtEnd(ReadOnlySpan<byte> text, int earliest)
    {
        var start = text.Length;
        for (var i = _pieces.Length - 1; i >= 0; i--)
        {
            if (!text[..start].EndsWith(_pieces[i]))
            {
                return false;
            }

            start -= _pieces[i].Length;
            if (i > 0)
            {
                if (start == 0)
                {
                    return false;
                }

                start--;
                while (start > 0 && IsContinuation(text[start]))
                {
                    start--;
                }
            }
        }

        return start >= earliest;
    }

    /// <summary>Whether the segment stands at a place or after it; <paramref name="end"/> is where the first such one ends.</summary>
    public bool StandsAfter(ReadOnlySpan<byte> text, int earliest, out int end)
    {
        var start = earliest;
        while (true)
        {
            var next = text[start..].IndexOf(_pieces[0]);
            if (next < 0)
            {
                end = start;
                return false;
            }

            start += next;
            if (StandsAt(text, start, out end))
            {
                return true;
            }

            if (start == text.Length)
            {
                return false;
            }

            start += CharacterLength(text[start]);
        }
    }

    private static int CharacterLength(byte first) => first switch
    {
        < 0x80 => 1,
        < 0xE0 => 2,
        < 0xF0 => 3,
        _ => 4,
    };

    private static bool IsContinuation(byte part) => (part & 0xC0) == 0x80;
}
