using System.Text;
using System.Text.Json;

namespace SidekiqCluster.Payloads;

/// <summary>
/// Reads a snapshot of Rails' CurrentAttributes: a plain object up to Sidekiq 7.3, since 8.0 an array of pairs in Active
/// Job's encoding.
/// </summary>
internal static class ActiveJobAttributes
{
    /// <summary>The attributes as an object; null when the value is neither form.</summary>
    public static JsonElement? Read(ReadOnlySpan<byte> json) => json switch
    {
        [(byte)'{', ..] => JsonValues.Parse(ActiveJobValue.Decode(json)),
        [(byte)'[', ..] => ReadPairs(json),
        _ => null,
    };

    private static JsonElement ReadPairs(ReadOnlySpan<byte> json)
    {
        var output = new JsonOutput();
        output.Open('{');
        var pairs = DisplayArguments.Of(json);
        while (pairs.MoveNext())
        {
            var pair = DisplayArguments.Of(pairs.Current[0] == '[' ? pairs.Current : default);
            if (pair.MoveNext())
            {
                output.Name(NameOf(pair.Current));
                output.Value(pair.MoveNext() ? ActiveJobValue.Decode(pair.Current) : "null"u8);
            }
        }

        output.Close('}');
        return JsonValues.Parse(output.Written);
    }

    /// <summary>The text of a key: a string or a serialised symbol; else its JSON.</summary>
    private static string NameOf(ReadOnlySpan<byte> key)
    {
        var symbol = key[0] == '{' ? PayloadLayout.Find(key, "value"u8).In(key) : key;
        return symbol is [(byte)'"', ..] ? JsonText.Decode(symbol) : Encoding.UTF8.GetString(key);
    }
}
