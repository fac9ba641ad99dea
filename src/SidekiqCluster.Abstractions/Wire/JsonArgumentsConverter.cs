namespace SidekiqCluster.Wire;

/// <summary>Arguments travel as their JSON, byte for byte.</summary>
[RegisterConverter]
internal sealed class JsonArgumentsConverter : IConverter<JsonArguments, BytesSurrogate<JsonArguments>>
{
    public JsonArguments ConvertFromSurrogate(in BytesSurrogate<JsonArguments> surrogate) => JsonArguments.FromUtf8(surrogate.Bytes);

    public BytesSurrogate<JsonArguments> ConvertToSurrogate(in JsonArguments value) => new(WireBytes.Of(value.Json));
}
