using System.Text.Json;

namespace SidekiqCluster.Wire;

/// <summary>JSON travels as it is written.</summary>
[RegisterConverter]
internal sealed class JsonElementConverter : IConverter<JsonElement, TextSurrogate<JsonElement>>
{
    public JsonElement ConvertFromSurrogate(in TextSurrogate<JsonElement> surrogate)
    {
        if (surrogate.Text is not { } text)
        {
            return default;
        }

        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = int.MaxValue });
        return document.RootElement.Clone();
    }

    public TextSurrogate<JsonElement> ConvertToSurrogate(in JsonElement value) =>
        new(value.ValueKind == JsonValueKind.Undefined ? null : value.GetRawText());
}
