using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli;

public sealed class ExitCodesTests
{
    [Fact]
    public void Worst_OfSeveral_IsTheFirstInTheDocumentedOrder()
    {
        int[] order = [2, 130, 6, 1, 3, 5, 4, 0];

        for (var i = 0; i < order.Length; i++)
        {
            Assert.Equal((ExitCode)order[i], ExitCodes.Worst(order[i..].Reverse().Select(code => (ExitCode)code)));
        }
    }

    [Fact]
    public void Worst_OfNone_IsDone() => Assert.Equal(ExitCode.Done, ExitCodes.Worst());
}
