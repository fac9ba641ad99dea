using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using CsCheck;
using SidekiqCluster.Generators.Consumer.Tests.DataApi;

namespace SidekiqCluster.Generators.Consumer.Tests.Jobs;

/// <summary>Random arguments of each job.</summary>
internal static class Gens
{
    // Half of a surrogate pair is no text, and no JSON writer takes it.
    private static readonly Gen<string> Text = Gen.String.Where(IsText);

    private static readonly Gen<BigInteger> Big = Gen.Byte.Array[0, 40].Select(bytes => new BigInteger(bytes));

    private static readonly Gen<DateTimeOffset> Moment = Gen.DateTimeOffset;

    private static readonly Gen<CardKind> Card = Gen.OneOf(CardKind.Debit, CardKind.CreditCard, CardKind.Prepaid);

    private static readonly Gen<JsonElement> Json = Gen.OneOf(
            Gen.Long.Select(number => number.ToString(CultureInfo.InvariantCulture)),
            Text.Select(Quote),
            Text.Array[0, 3].Select(texts => $"[{string.Join(",", texts.Select(Quote))}]"),
            Gen.OneOf("null", "true", "{\"a\":{\"b\":[1,2.50]}}"))
        .Select(json => JsonDocument.Parse(json).RootElement);

    public static Gen<ChargeOptions> Options { get; } = Gen.Select(Text, Gen.Long, Gen.Bool, Card)
        .Select(one => new ChargeOptions(one.Item1, one.Item3 ? one.Item2 : null) { Card = one.Item4 });

    public static Gen<ChargeMerchant> Charge { get; } = Gen.Select(Gen.Long, Gen.Decimal, Options, Gen.Bool)
        .Select(one => new ChargeMerchant(one.Item1, one.Item2, one.Item4 ? one.Item3 : null));

    public static Gen<Scalars> Scalars { get; } =
        from whole in Gen.Select(Gen.SByte, Gen.Byte, Gen.Short, Gen.UShort, Gen.Int, Gen.UInt, Gen.Long, Gen.ULong)
        from real in Gen.Select(Big, Gen.Float.Where(float.IsFinite), Gen.Double.Where(double.IsFinite), Gen.Decimal)
        from other in Gen.Select(Gen.Bool, Text, Text, Gen.DateOnly, Moment, Card, Options)
        from choice in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[9, 11], Gen.OneOf("fast", "slow"))
        select new Scalars(
            other.Item1,
            other.Item2,
            choice.Item1 ? other.Item3 : null,
            whole.Item1,
            whole.Item2,
            whole.Item3,
            whole.Item4,
            whole.Item5,
            whole.Item6,
            whole.Item7,
            whole.Item8,
            real.Item1,
            real.Item2,
            real.Item3,
            real.Item4,
            other.Item4,
            other.Item5,
            other.Item6,
            choice.Item2 ? whole.Item5 : null,
            other.Item7,
            choice.Item4,
            choice.Item5,
            choice.Item3 ? real.Item3 : null,
            choice.Item2 ? other.Item6 : null);

    public static Gen<Collections> Collections { get; } =
        from holes in Gen.Int.Array[0, 3]
        from texts in Text.Array[0, 3]
        from keyed in Gen.Dictionary(Text, Gen.Long.List[0, 3])[0, 3]
        from prices in Gen.Dictionary(Text, Gen.Decimal)[0, 2]
        from grid in Gen.Double.Where(double.IsFinite).Array[0, 2].Array[0, 3]
        from charges in Options.Array[0, 2]
        from cards in Card.List[0, 2]
        from any in Json
        from extra in Json
        from ids in Gen.Long.Array[0, 3]
        from flags in Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool)
        select new Collections(
            [.. holes.Select(hole => hole % 2 == 0 ? hole : (int?)null)],
            [.. texts.Select(text => text.Length == 1 ? (string?)null : text)],
            keyed,
            flags.Item1 ? prices : null,
            grid,
            charges,
            any,
            flags.Item2 ? cards : null,
            flags.Item3 || ids.Length > 0 ? extra : default,
            ids);

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private static bool IsText(string text) => !text.EnumerateRunes().Contains(Rune.ReplacementChar);
}
