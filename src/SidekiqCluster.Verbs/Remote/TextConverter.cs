using System.Text.Json;
using System.Text.Json.Serialization;

namespace SidekiqCluster.Verbs.Remote;

/// <summary>Values that are texts in JSON, as they print themselves.</summary>
/// <param name="parse">Reads the text; throws <see cref="FormatException"/>.</param>
internal sealed class TextConverter<T>(Func<string, T> parse) : JsonConverter<T>
    where T : notnull
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"{typeof(T).Name} is a text.");
        }

        try
        {
            return parse(reader.GetString()!);
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
