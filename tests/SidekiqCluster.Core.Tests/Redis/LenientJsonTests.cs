using System.Text.Json;
using CsCheck;
using SidekiqCluster.Redis;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Core.Tests.Redis;

public sealed class LenientJsonTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\\")]
    [InlineData("\"\\u12\"")]
    [InlineData("{} {}")]
    [InlineData("[1,]")]
    public void TryParse_NotOneValue_IsNull(string json) =>
        Assert.Null(LenientJson.TryParse(System.Text.Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void TryParse_AnyDepth_IsRead() => Assert.Equal(
        JsonValueKind.Array,
        LenientJson.TryParse([.. Enumerable.Repeat((byte)'[', 10_000), .. Enumerable.Repeat((byte)']', 10_000)])?.ValueKind);

    [Fact]
    public void TryParse_AnyBytes_NeverThrows() =>
        Gen.Byte.Array.Sample(bytes => { _ = LenientJson.TryParse(bytes); }, iter: TestSizes.FuzzedPayloads);
}
