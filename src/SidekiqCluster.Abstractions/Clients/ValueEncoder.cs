using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using SidekiqCluster.Payloads;
using SidekiqCluster.TypedJobs;

namespace SidekiqCluster.Clients;

/// <summary>Makes JSON of plain values as Ruby's JSON would, and of nothing that Ruby's strict arguments would refuse.</summary>
internal sealed class ValueEncoder
{
    private readonly JsonOutput _output = new();

    private string? _problem;
    private int _position;
    private int _depth;

    /// <summary>The array.</summary>
    public ReadOnlyMemory<byte> Json => _output.Written.ToArray();

    /// <summary>Encodes the arguments; false with a sentence that names the first one that cannot be.</summary>
    public bool TryEncode(IReadOnlyList<object?> values, out string? problem)
    {
        _output.Open('[');
        foreach (var value in values)
        {
            _position++;
            if (!TryWrite(value))
            {
                break;
            }
        }

        _output.Close(']');
        problem = _problem;
        return problem is null;
    }

    private bool TryWrite(object? value) => value switch
    {
        null => Write("null"),
        bool truth => Write(truth ? "true" : "false"),
        string text => TryWriteText(text),
        sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or BigInteger =>
            Write(((IFormattable)value).ToString("D", CultureInfo.InvariantCulture)),
        double number => double.IsFinite(number) ? Write(RubyFloat.Format(number)) : Refuse("is infinite or no number"),
        float number => float.IsFinite(number) ? Write(RubyFloat.Format(number)) : Refuse("is infinite or no number"),
        decimal number => Write(number.ToString("0.0###########################", CultureInfo.InvariantCulture)),
        JsonElement { ValueKind: not JsonValueKind.Undefined } element => Write(JsonMarshal.GetRawUtf8Value(element)),
        byte[] => Refuse("is a row of bytes"),
        IDictionary map => TryWriteMap(map),
        IEnumerable list => TryWriteList(list),
        _ => Refuse($"is a {value.GetType().Name}"),
    };

    private bool TryWriteList(IEnumerable list)
    {
        if (++_depth > RubyJson.MaxDepth)
        {
            return Refuse("nests too deep, perhaps within itself");
        }

        _output.Open('[');
        foreach (var item in list)
        {
            if (!TryWrite(item))
            {
                return false;
            }
        }

        _output.Close(']');
        _depth--;
        return true;
    }

    private bool TryWriteMap(IDictionary map)
    {
        if (++_depth > RubyJson.MaxDepth)
        {
            return Refuse("nests too deep, perhaps within itself");
        }

        _output.Open('{');
        foreach (DictionaryEntry entry in map)
        {
            if (entry.Key is not string key || JsonText.HasLoneSurrogate(key))
            {
                return Refuse("has a key that is no text");
            }

            _output.Name(key);
            if (!TryWrite(entry.Value))
            {
                return false;
            }
        }

        _output.Close('}');
        _depth--;
        return true;
    }

    private bool TryWriteText(string text)
    {
        if (JsonText.HasLoneSurrogate(text))
        {
            return Refuse("holds half of a surrogate pair");
        }

        _output.Text(text);
        return true;
    }

    private bool Write(string json) => Write(Encoding.ASCII.GetBytes(json));

    private bool Write(ReadOnlySpan<byte> json)
    {
        _output.Value(json);
        return true;
    }

    private bool Refuse(string what)
    {
        _problem = $"Argument {_position.ToString(CultureInfo.InvariantCulture)} {what}, which JSON does not have; "
            + "give a text, number, boolean, null, list or dictionary.";
        return false;
    }
}
