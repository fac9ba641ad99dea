using SidekiqCluster.Receipts;

namespace SidekiqCluster.Core.Tests.Receipts;

public sealed class ReceiptIdTests
{
    private static readonly Guid Act = Guid.Parse("0198c0de-0000-7000-8000-000000000001");

    [Fact]
    public void Of_SameActAndPart_IsTheSameInEveryVersion()
    {
        // Programs of two versions repeat each other's acts: these never change.
        Assert.Equal(Guid.Parse("05f6108f-03ee-8716-bd7e-df7a841e7bc6"), ReceiptId.Of(Act, 1));
        Assert.Equal(Guid.Parse("450062f6-d08c-80e8-a2d9-3e72d0d6540f"), ReceiptId.Of(Act, "moment"));
    }

    [Fact]
    public void Of_AnyAct_IsAUuidOfVersion8() => Assert.All(
        Enumerable.Range(1, 1_000),
        static number =>
        {
            var id = ReceiptId.Of(Act, number);
            Assert.Equal((8, 2), (id.Version, id.Variant >> 2));
        });

    [Fact]
    public void Of_OtherPartOrAct_IsAnother() => Assert.Equal(
        2_000,
        Enumerable.Range(1, 1_000).SelectMany(number => new[] { ReceiptId.Of(Act, number), ReceiptId.Of(ReceiptId.Of(Act, 1), number) })
            .Distinct().Count());

    [Fact]
    public void ToFraction_ManyParts_FillsTheRange()
    {
        var fractions = Enumerable.Range(1, 10_000).Select(number => new ReceiptId(Act, $"{number}").ToFraction()).ToList();

        Assert.All(fractions, static fraction => Assert.InRange(fraction, 0, 1));
        Assert.All(fractions.CountBy(static fraction => (int)(fraction * 10)), static tenth => Assert.InRange(tenth.Value, 850, 1_150));
    }
}
