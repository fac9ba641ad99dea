using System.Buffers;
using System.Text;
using System.Text.Json;

namespace SidekiqCluster.Verbs.Answers;

/// <summary>RFC 4180, lines ending in CRLF: a text as itself, null as nothing, an object or array as its JSON.</summary>
/// <param name="output">Where the lines go.</param>
/// <param name="safe">Whether a terminal shows them, so that control characters must be escaped.</param>
internal sealed class CsvWriter(TextWriter output, bool safe)
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    public void WriteHeader(IRows rows) => WriteLine(rows.Names);

    public void WriteRows(IRows rows)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, JsonValue.Compact);
        for (var row = 0; row < rows.Count; row++)
        {
            WriteLine(Enumerable.Range(0, rows.Names.Count).Select(column => ValueOf(row, column)));
        }

        string ValueOf(int row, int column)
        {
            buffer.ResetWrittenCount();
            json.Reset();
            rows.WriteValue(json, row, column);
            json.Flush();
            var reader = new Utf8JsonReader(buffer.WrittenSpan);
            reader.Read();
            return reader.TokenType switch
            {
                JsonTokenType.Null => string.Empty,
                JsonTokenType.String => reader.GetString()!,
                _ => Encoding.UTF8.GetString(buffer.WrittenSpan),
            };
        }
    }

    private void WriteLine(IEnumerable<string> values)
    {
        var first = true;
        foreach (var value in values)
        {
            output.Write(first ? string.Empty : ",");
            output.Write(Quote(safe ? SafeText.Lines(value) : value));
            first = false;
        }

        output.Write("\r\n");
    }

    private static string Quote(string value) =>
        value.AsSpan().IndexOfAny(NeedQuotes) < 0
            ? value
            : '"' + value.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
