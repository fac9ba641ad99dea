using System.Runtime.CompilerServices;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Where the fields of one payload stand in its bytes: found in one pass, without an allocation, and good for both the
/// record's properties and the filter's comparisons. Of a repeated key the last one counts, as in Ruby.
/// </summary>
/// <remarks>
/// Any depth of nesting is read; beyond 64 levels the reader allocates one bit a level. Ruby gives up at 100 and takes
/// such a job for unreadable.
/// </remarks>
internal struct PayloadLayout
{
    private const int FieldCount = (int)PayloadField.Encrypt + 1;

    private Tokens _tokens;

    public readonly PayloadToken this[PayloadField field] => _tokens[(int)field];

    /// <summary>Reads a payload; false when it is no JSON object, which makes the job malformed: then there are no fields.</summary>
    public static bool TryRead(ReadOnlySpan<byte> raw, out PayloadLayout layout)
    {
        layout = default;
        if (layout.TryFill(raw))
        {
            return true;
        }

        layout = default;
        return false;
    }

    /// <summary>Finds any field of a well-formed object by name; the token of an absent one is not present.</summary>
    public static PayloadToken Find(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name) =>
        TryFind(json, name, out var field) ? field : default;

    /// <summary>
    /// Reads a payload for one field, the token of an absent one is not present; false when it is no JSON object.
    /// </summary>
    public static bool TryFind(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> name, out PayloadToken field)
    {
        field = default;
        var scan = new JsonScan(raw);
        var at = scan.Pass('{', 0);
        if (scan.Pass('}', at) is > 0 and var end)
        {
            return scan.IsEnd(end);
        }

        for (var next = at; next > 0; next = scan.Pass(',', at))
        {
            var nameEnd = scan.PassText(next);
            var start = scan.Pass(':', nameEnd);
            at = scan.PassValue(start);
            if (at < 0)
            {
                return false;
            }

            if (JsonText.ContentIs(raw[(next + 1)..(nameEnd - 1)], name))
            {
                field = PayloadToken.Of(raw, start, at);
            }
        }

        return scan.IsEnd(scan.Pass('}', at));
    }

    private bool TryFill(ReadOnlySpan<byte> raw)
    {
        var scan = new JsonScan(raw);
        var at = scan.Pass('{', 0);
        if (scan.Pass('}', at) is > 0 and var end)
        {
            return scan.IsEnd(end);
        }

        for (var next = at; next > 0; next = scan.Pass(',', at))
        {
            var nameEnd = scan.PassText(next);
            var start = scan.Pass(':', nameEnd);
            at = scan.PassValue(start);
            if (at < 0)
            {
                return false;
            }

            if (PayloadFields.Find(raw[(next + 1)..(nameEnd - 1)]) is { } field)
            {
                _tokens[(int)field] = PayloadToken.Of(raw, start, at);
            }
        }

        return scan.IsEnd(scan.Pass('}', at));
    }

    [InlineArray(FieldCount)]
    private struct Tokens
    {
        private PayloadToken _first;
    }
}
