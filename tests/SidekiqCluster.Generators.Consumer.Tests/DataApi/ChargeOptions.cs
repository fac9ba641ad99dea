using System.Text.Json.Serialization;

namespace SidekiqCluster.Generators.Consumer.Tests.DataApi;

public record ChargeOptions(string Currency, [property: JsonPropertyName("cap")] long? Capture = 10)
{
    public CardKind Card { get; init; } = CardKind.CreditCard;
}
