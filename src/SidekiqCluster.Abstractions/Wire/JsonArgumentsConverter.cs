namespace SidekiqCluster.Wire;

/// <summary>Arguments travel as their JSON, byte for byte, or as the reason why there is none.</summary>
[RegisterConverter]
internal sealed class JsonArgumentsConverter : IConverter<JsonArguments, JsonArgumentsSurrogate>
{
    public JsonArguments ConvertFromSurrogate(in JsonArgumentsSurrogate surrogate) =>
        surrogate.Problem is { } problem ? JsonArguments.Without(problem) : JsonArguments.FromUtf8(surrogate.Bytes);

    public JsonArgumentsSurrogate ConvertToSurrogate(in JsonArguments value) =>
        new(WireBytes.Of(value.Json), value.Json.IsEmpty ? value.Problem : null);
}
