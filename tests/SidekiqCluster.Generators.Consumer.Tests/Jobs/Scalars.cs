using System.Numerics;
using SidekiqCluster.Generators.Consumer.Tests.DataApi;

namespace SidekiqCluster.Generators.Consumer.Tests.Jobs;

/// <summary>A job of all values that .NET compares by value.</summary>
[SidekiqJob("Scalars")]
internal sealed partial record Scalars(
    bool Flag,
    string Text,
    string? MaybeText,
    sbyte Int8,
    byte UInt8,
    short Int16,
    ushort UInt16,
    int Int32,
    uint UInt32,
    long Int64,
    ulong UInt64,
    BigInteger Big,
    float Single,
    double Double,
    decimal Exact,
    DateOnly Day,
    DateTimeOffset Moment,
    CardKind Card,
    int? MaybeInt,
    ChargeOptions Options,
    int Limit = 10,
    string Mode = "fast",
    double? Rate = null,
    CardKind? MaybeCard = CardKind.Prepaid);
