using System.Text.Json;
using CsCheck;
using SidekiqCluster.Iterations;
using SidekiqCluster.TestKit;

namespace SidekiqCluster.Core.Tests.Iterations;

public sealed class IterationReplyTests
{
    [Fact]
    public void Read_EmptyHash_IsNoState() => Assert.Null(IterationReply.Read("b1", []));

    [Fact]
    public void Read_AllFields_AreTyped()
    {
        var state = IterationReply.Read(
            "b1", [new("ex", "3"), new("c", """[1,"x"]"""), new("rt", "12.25"), new("cancelled", "1795445759")])!;

        Assert.Equal(("b1", 3L, TimeSpan.FromSeconds(12.25)), (state.Jid, state.Executions, state.Runtime));
        Assert.Equal("""[1,"x"]""", state.Cursor?.GetRawText());
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1795445759), state.CancelledAt);
    }

    [Fact]
    public void Read_OnlyCancelled_LeavesTheRestUnknown() => Assert.Equal(
        new IterationState { Jid = "b1", CancelledAt = DateTimeOffset.FromUnixTimeSeconds(1795445759) },
        IterationReply.Read("b1", [new("cancelled", "1795445759")]));

    [Theory]
    [InlineData("null", JsonValueKind.Null)]
    [InlineData("\"\\ud800\"", JsonValueKind.String)]
    [InlineData("2", JsonValueKind.Number)]
    [InlineData("no JSON", null)]
    [InlineData("", null)]
    [InlineData("1 2", null)]
    public void Read_Cursor_IsJsonWhereItIsAndItsTextAlways(string cursor, JsonValueKind? kind)
    {
        var state = IterationReply.Read("b1", [new("c", cursor)])!;

        Assert.Equal(kind, state.Cursor?.ValueKind);
        Assert.Equal(cursor, state.CursorText);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1e300")]
    [InlineData("nan")]
    public void Read_NumbersThatAreNone_AreUnknown(string text)
    {
        var state = IterationReply.Read("b1", [new("rt", text), new("cancelled", text)])!;

        Assert.Equal((null, null), (state.Runtime, state.CancelledAt));
    }

    [Fact]
    public void Read_AnyBytes_NeverThrows() => Gen.Byte.Array.Sample(
        value => IterationReply.Read("b1", [new("ex", value), new("c", value), new("rt", value), new("cancelled", value)])
            is { CursorText: not null },
        iter: TestSizes.FuzzedPayloads);
}
