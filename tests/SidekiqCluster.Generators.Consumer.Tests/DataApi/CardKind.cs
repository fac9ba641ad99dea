using System.Text.Json.Serialization;

namespace SidekiqCluster.Generators.Consumer.Tests.DataApi;

public enum CardKind
{
    Debit,

    CreditCard,

    [JsonStringEnumMemberName("PP")]
    Prepaid,

    Plastic = Debit,
}
