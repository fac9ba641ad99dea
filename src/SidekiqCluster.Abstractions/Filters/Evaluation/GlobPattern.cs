using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>
/// A pattern taken apart at its stars. Between the first and the last segment, which are anchored, each segment is
/// looked for where the one before it ends: the first place is always as good as any later one, so nothing is tried
/// twice and the time is at most the text's length times the longest segment's.
/// </summary>
internal sealed class GlobPattern
{
    private readonly GlobSegment _first;
    private readonly GlobSegment[] _middle;
    private readonly GlobSegment? _last;

    public GlobPattern(string pattern)
    {
        var segments = Split(pattern);
        _first = segments[0];
        _last = segments.Count > 1 ? segments[^1] : null;
        _middle = [.. segments.Skip(1).SkipLast(1).Where(segment => !segment.IsEmpty)];
        LongestLiteral = segments.Select(segment => segment.LongestPiece).MaxBy(piece => piece.Length)!;
    }

    /// <summary>The longest run of characters that every match contains.</summary>
    public byte[] LongestLiteral { get; }

    /// <param name="text">Well-formed UTF-8.</param>
    public bool Matches(ReadOnlySpan<byte> text)
    {
        if (!_first.StandsAt(text, 0, out var end))
        {
            return false;
        }

        if (_last is null)
        {
            return end == text.Length;
        }

        foreach (var segment in _middle)
        {
            if (!segment.StandsAfter(text, end, out end))
            {
                return false;
            }
        }

        return _last.StandsAtEnd(text, end);
    }

    private static List<GlobSegment> Split(string pattern)
    {
        var segments = new List<GlobSegment>();
        var pieces = new List<string>();
        var piece = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    pieces.Add(piece.ToString());
                    segments.Add(new GlobSegment(pieces));
                    pieces.Clear();
                    piece.Clear();
                    break;
                case '?':
                    pieces.Add(piece.ToString());
                    piece.Clear();
                    break;
                case '\\' when i + 1 < pattern.Length:
                    piece.Append(pattern[++i]);
                    break;
                default:
                    piece.Append(pattern[i]);
                    break;
            }
        }

        pieces.Add(piece.ToString());
        segments.Add(new GlobSegment(pieces));
        return segments;
    }
}
