using System.Runtime.InteropServices;
using SidekiqCluster.Passes;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Core.Tests.Passes;

public sealed class SeenSetTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public void SeenSet_ManyPayloads_KnowsEachAndNoOther(long expected)
    {
        var set = new SeenSet();
        set.Reserve(expected);
        for (var i = 1; i <= TestSizes.PropertyCases; i++)
        {
            Assert.True(set.TryAdd(Digest(i), i));
            Assert.False(set.TryAdd(Digest(i), -1));
        }

        Assert.Equal(TestSizes.PropertyCases, set.Count);
        for (var i = 1; i <= TestSizes.PropertyCases; i++)
        {
            Assert.Equal(i, set.Find(Digest(i)));
            Assert.True(set.TryAdd(Digest(-i), i));
        }
    }

    [Fact]
    public void SeenSet_ReservedFor_TakesTwentyBytesPerPayload()
    {
        const int Payloads = 100_000;
        var allocated = Allocations.Least(() =>
        {
            var set = new SeenSet();
            set.Reserve(Payloads);
            for (var i = 1; i <= Payloads; i++)
            {
                set.TryAdd(Digest(i), i);
            }
        });

        // The set itself and its first, small room stand beside the reserved one.
        const int Rest = 8_000;
        Assert.InRange(allocated, 20 * Payloads, (20 * Payloads) + Rest);
    }

    private static PayloadDigest Digest(int number) =>
        PayloadDigest.Of(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(ref number)), seed: 7);
}
