namespace SidekiqCluster.Generators.Tests.Jobs;

/// <summary>Records as a user writes them.</summary>
internal static class Sources
{
    public const string ChargeMerchant = """
        using System.Collections.Generic;
        using System.Text.Json.Serialization;
        using SidekiqCluster;

        namespace Shop.Jobs;

        [SidekiqJob("ChargeMerchant", Queue = "billing", Retry = 5, Tags = ["money"])]
        public partial record ChargeMerchant(long MerchantId, decimal Amount, ChargeOptions? Options = null);

        public record ChargeOptions(string Currency, [property: JsonPropertyName("cap")] long? Capture = 10)
        {
            public required CardKind Card { get; init; }

            public IReadOnlyList<string> Labels { get; init; } = [];
        }

        public enum CardKind
        {
            Debit,
            [JsonStringEnumMemberName("cc")]
            CreditCard,
        }
        """;

    public const string EveryType = """
        using System;
        using System.Collections.Generic;
        using System.Numerics;
        using System.Text.Json;
        using SidekiqCluster;

        [SidekiqJob("Everything", Retry = false)]
        internal sealed partial record Everything(
            bool Flag, string Text, string? MaybeText,
            sbyte S8, byte U8, short S16, ushort U16, int S32, uint U32, long S64, ulong U64,
            BigInteger Big, float F32, double F64, decimal Exact, DateOnly Day, DateTimeOffset Moment,
            JsonElement Any, int? MaybeInt, List<int?> Holes, string?[] Texts,
            Dictionary<string, List<long>> ByKey, IReadOnlyDictionary<string, decimal>? Prices,
            List<List<int>> Grid, int Limit = 10, string Mode = "fast", DayOfWeek Weekday = DayOfWeek.Monday,
            double? Rate = null, JsonElement Extra = default, params long[] Ids);
        """;

    public const string Nested = """
        using SidekiqCluster;

        namespace Shop;

        public static partial class Outer
        {
            internal partial record Middle
            {
                [SidekiqJob("Nightly::Cleanup", Api = JobApi.ActiveJob)]
                public partial record Cleanup;
            }
        }
        """;
}
