using System.Text;
using System.Text.Json;
using CsCheck;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Generators.Consumer.Tests.Jobs;

public sealed class RoundTripTests
{
    [Fact]
    public void WriteThenRead_AnyScalars_AreEqual() => Gens.Scalars.Sample(IsKept, iter: TestSizes.PropertyCases);

    [Fact]
    public void WriteThenRead_AnyHash_IsEqual() => Gens.Charge.Sample(IsKept, iter: TestSizes.PropertyCases);

    [Fact]
    public void WriteThenRead_AnyCollections_AreEqual() => Gens.Collections.Sample(
        written =>
        {
            Assert.True(JobArgs.TryRead<Collections>(JobArgs.ToUtf8Json(written), out var read, out var fit), fit.Mismatch?.Message);
            Assert.Equal(written.Holes, read.Holes);
            Assert.Equal(written.Texts, read.Texts);
            Assert.Equal(written.ByKey, read.ByKey);
            Assert.Equal(written.Prices, read.Prices);
            Assert.Equal(written.Grid, read.Grid);
            Assert.Equal(written.Charges, read.Charges);
            Assert.Equal(written.Cards, read.Cards);
            Assert.Equal(written.Ids, read.Ids);
            AssertSame(written.Any, read.Any);
            AssertSame(written.Extra, read.Extra);
        },
        iter: TestSizes.PropertyCases);

    [Fact]
    public void Read_AnyScalarsWithOneTokenChanged_AnswersAsTheSchemaDoes() =>
        Gen.Select(Gens.Scalars, Gen.Int[0, 30], Gen.OneOf("null", "[]", "{}", "\"x\"", "1e400", "300", "-1", "2.5", "true"))
            .Sample(one => AgreesWithSchema<Scalars>(Replace(one.Item1, one.Item2, one.Item3)), iter: TestSizes.PropertyCases);

    [Fact]
    public void Read_AnyCollectionsWithOneTokenChanged_AnswersAsTheSchemaDoes() =>
        Gen.Select(Gens.Collections, Gen.Int[0, 12], Gen.OneOf("null", "[]", "{}", "\"x\"", "[null]", "[[1]]", "{\"a\":null}", "2.5"))
            .Sample(one => AgreesWithSchema<Collections>(Replace(one.Item1, one.Item2, one.Item3)), iter: TestSizes.PropertyCases);

    private static bool IsKept<T>(T written)
        where T : class, ISidekiqJobArgs<T> =>
        JobArgs.TryRead<T>(JobArgs.ToUtf8Json(written), out var read, out var fit) && fit == default && written.Equals(read);

    private static bool AgreesWithSchema<T>(byte[] json)
        where T : class, ISidekiqJobArgs<T>
    {
        var isRead = JobArgs.TryRead<T>(json, out _, out var fit);
        return isRead == T.Schema.Check(new Utf8JsonReader(json)).IsMatch && isRead == fit.IsMatch;
    }

    /// <summary>The arguments with one of them replaced, or with fewer of them when there is none at the position.</summary>
    private static byte[] Replace<T>(T args, int position, string json)
        where T : class, ISidekiqJobArgs<T>
    {
        var elements = JsonDocument.Parse(JobArgs.ToUtf8Json(args)).RootElement.EnumerateArray().Select(one => one.GetRawText()).ToList();
        if (position < elements.Count)
        {
            elements[position] = json;
        }
        else
        {
            elements.RemoveRange(elements.Count / 2, elements.Count - (elements.Count / 2));
        }

        return Encoding.UTF8.GetBytes($"[{string.Join(",", elements)}]");
    }

    private static void AssertSame(JsonElement expected, JsonElement actual) => Assert.True(
        expected.ValueKind == actual.ValueKind
        && (expected.ValueKind == JsonValueKind.Undefined || JsonElement.DeepEquals(expected, actual)));
}
