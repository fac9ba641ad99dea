using System.Text.Json.Serialization;

namespace SidekiqCluster.Generators.Consumer.Tests.Jobs;

public enum CardKind
{
    Debit,

    CreditCard,

    [JsonStringEnumMemberName("PP")]
    Prepaid,

    Plastic = Debit,
}
