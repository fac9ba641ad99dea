using System.Text;
using System.Text.Json;
using SidekiqCluster.Payloads;

namespace SidekiqCluster.Queries;

/// <summary>
/// Finds jobs by their ids over raw bytes. A payload is parsed only when it holds one of the ids as written, or a
/// backslash, behind which an escaped id could hide.
/// </summary>
internal sealed class JidMatcher
{
    /// <summary>From this many ids on, looking for each of them costs more than reading the field.</summary>
    private const int FewIds = 4;

    private readonly HashSet<string> _jids;
    private readonly byte[][] _few;

    public JidMatcher(IEnumerable<string> jids)
    {
        _jids = [.. jids];
        _few = _jids.Count <= FewIds ? [.. _jids.Select(Encoding.UTF8.GetBytes)] : [];
    }

    /// <summary>The ids looked for.</summary>
    public IReadOnlyCollection<string> Jids => _jids;

    public bool Matches(ReadOnlySpan<byte> raw)
    {
        if (!CanMatch(raw) || !PayloadLayout.TryRead(raw, out var layout))
        {
            return false;
        }

        var token = layout[PayloadField.Jid];
        if (token.Type == JsonTokenType.Number)
        {
            return _jids.Contains(Encoding.UTF8.GetString(token.In(raw)));
        }

        if (token.Type != JsonTokenType.String)
        {
            return false;
        }

        var reader = new Utf8JsonReader(token.In(raw));
        reader.Read();
        Span<char> text = token.Length <= 256 ? stackalloc char[256] : new char[token.Length];
        try
        {
            return _jids.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[..reader.CopyString(text)]);
        }
        catch (InvalidOperationException)
        {
            // Not UTF-8, or half a surrogate pair: such an id reads with U+FFFD in the record, and nobody asks for it.
            return false;
        }
    }

    private bool CanMatch(ReadOnlySpan<byte> raw)
    {
        if (_few.Length == 0 || raw.Contains((byte)'\\'))
        {
            return true;
        }

        foreach (var jid in _few)
        {
            if (raw.IndexOf(jid) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
