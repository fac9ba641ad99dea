using System.Text.Json;
using SidekiqCluster.Generators.Consumer.Tests.DataApi;

namespace SidekiqCluster.Generators.Consumer.Tests.Jobs;

[SidekiqJob("Warehouse::Collections")]
internal sealed partial record Collections(
    List<int?> Holes,
    string?[] Texts,
    Dictionary<string, List<long>> ByKey,
    IReadOnlyDictionary<string, decimal>? Prices,
    IReadOnlyList<IReadOnlyList<double>> Grid,
    ChargeOptions[] Charges,
    JsonElement Any,
    List<CardKind>? Cards = null,
    JsonElement Extra = default,
    params long[] Ids);
