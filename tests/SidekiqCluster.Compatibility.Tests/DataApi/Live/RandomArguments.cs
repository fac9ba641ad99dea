using System.Globalization;
using System.Text;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Live;

/// <summary>JSON arrays that follow from a seed, in spellings that nobody would choose.</summary>
internal sealed class RandomArguments(int seed)
{
    // Ruby's answers about a job nest around it, and Ruby writes no more than a hundred levels.
    private const int Deepest = 80;

    private static readonly string[] Texts =
    [
        "", "bob", "grüße", "日本語 ✓ 💳", "\u2028\u2029", "e\u0301", "</script>&amp;", "\u007f", "_aj_symbol_keys",
    ];

    private static readonly string[] Spelled =
    [
        """\u00fc""", """\ud83d\ude00""", """\u0000\b\f\n\r\t\"\\\/""", """\u2028""", "a/b", """\uFFFD""",
    ];

    private static readonly string[] Numbers =
    [
        "0", "-0", "-0.0", "1", "-17", "9007199254740993", "1180591620717411303424", "-123456789012345678901234567890",
        "1.5", "0.1", "1e5", "1E+20", "1.0e-05", "2.50", "1e308", "5e-324", "1e-400", "123456789.123456789123456789",
    ];

    private readonly Random _random = new(seed);

    public string Next()
    {
        if (_random.Next(20) == 0)
        {
            return new string('[', Deepest) + "[]" + new string(']', Deepest);
        }

        var json = new StringBuilder();
        WriteArray(json, depth: 1);
        return json.ToString();
    }

    private void Write(StringBuilder json, int depth)
    {
        switch (_random.Next(depth > 6 ? 6 : 9))
        {
            case 0:
                json.Append(Pick("null", "true", "false"));
                break;
            case 1 or 2:
                json.Append(Pick(Numbers));
                break;
            case 3:
                json.Append(_random.NextInt64().ToString(CultureInfo.InvariantCulture));
                break;
            case 4 or 5:
                WriteText(json);
                break;
            case 6 or 7:
                WriteArray(json, depth + 1);
                break;
            default:
                WriteObject(json, depth + 1);
                break;
        }
    }

    private void WriteArray(StringBuilder json, int depth)
    {
        json.Append('[').Append(Blank());
        for (int count = _random.Next(5), at = 0; at < count; at++)
        {
            json.Append(at == 0 ? "" : "," + Blank());
            Write(json, depth);
            json.Append(Blank());
        }

        json.Append(']');
    }

    /// <summary>Some objects repeat a key; the last one counts.</summary>
    private void WriteObject(StringBuilder json, int depth)
    {
        json.Append('{').Append(Blank());
        for (int count = _random.Next(4), at = 0; at < count; at++)
        {
            json.Append(at == 0 ? "" : "," + Blank());
            WriteText(json);
            json.Append(Blank()).Append(':').Append(Blank());
            Write(json, depth);
        }

        json.Append('}');
    }

    private void WriteText(StringBuilder json) => json.Append('"').Append(Pick(_random.Next(2) == 0 ? Texts : Spelled)).Append('"');

    private string Blank() => _random.Next(6) == 0 ? Pick(" ", "\n", "\t ", "  ") : "";

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];
}
