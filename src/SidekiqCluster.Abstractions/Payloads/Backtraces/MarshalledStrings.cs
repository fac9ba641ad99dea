using System.Text;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Reads the one shape of Ruby's Marshal format 4.8 that backtraces need: an array of strings, with or without an
/// encoding, of which equal objects may be links. Anything else is not read.
/// </summary>
internal ref struct MarshalledStrings
{
    private static ReadOnlySpan<byte> Version => [4, 8];

    // What a link may point at: the array itself, then every string in order of appearance.
    private readonly List<string?> _objects = [null];
    private ReadOnlySpan<byte> _rest;

    private MarshalledStrings(ReadOnlySpan<byte> rest) => _rest = rest;

    /// <summary>The strings; null when the bytes are anything else.</summary>
    public static IReadOnlyList<string>? Read(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Version) ? new MarshalledStrings(bytes[Version.Length..]).ReadArray() : null;

    private List<string>? ReadArray()
    {
        if (Take() != '[' || ReadLength() is not { } count)
        {
            return null;
        }

        var lines = new List<string>();
        while (lines.Count < count)
        {
            if (ReadString() is not { } line)
            {
                return null;
            }

            lines.Add(line);
        }

        return lines;
    }

    private string? ReadString()
    {
        switch (Take())
        {
            case '"':
                return ReadObject();
            case 'I' when Take() == '"' && ReadObject() is { } text:
                return SkipVariables() ? text : null;
            case '@' when ReadLength() is { } index && index < _objects.Count:
                return _objects[index];
            default:
                return null;
        }
    }

    private readonly string? Register(string? text)
    {
        _objects.Add(text);
        return text;
    }

    private string? ReadObject() => Register(ReadBytes(out var bytes) ? Encoding.UTF8.GetString(bytes) : null);

    /// <summary>Skips instance variables: a string's encoding, as true, false or a name.</summary>
    private bool SkipVariables()
    {
        for (var count = ReadLength() ?? -1; count != 0; count--)
        {
            var isName = Take() switch
            {
                ':' => ReadBytes(out _),
                ';' => ReadLength() is not null,
                _ => false,
            };
            var isValue = Take() switch
            {
                'T' or 'F' or '0' => true,
                '"' => ReadObject() is not null,
                '@' => ReadLength() is not null,
                _ => false,
            };
            if (!isName || !isValue)
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadBytes(out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (ReadLength() is not { } length || length > _rest.Length)
        {
            return false;
        }

        bytes = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    /// <summary>Marshal's integer, if not negative: 0, 5 more than itself in one byte, or a count of little-endian bytes.</summary>
    private int? ReadLength()
    {
        switch (Take())
        {
            case 0:
                return 0;
            case > 4 and <= sbyte.MaxValue and var small:
                return small - 5;
            case > 0 and < 4 and var width:
                var value = 0;
                for (var i = 0; i < width; i++)
                {
                    value |= (Take() ?? 0) << (8 * i);
                }

                return value;
            default:
                return null;
        }
    }

    private int? Take()
    {
        if (_rest.IsEmpty)
        {
            return null;
        }

        var taken = _rest[0];
        _rest = _rest[1..];
        return taken;
    }
}
