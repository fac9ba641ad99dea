using System.Globalization;
using System.Text;
using SidekiqCluster.Filters;

namespace SidekiqCluster.Snapshots;

/// <summary>Tests the number of retries; those that jobs mostly have beforehand.</summary>
internal sealed class RetryNode(ValueTest test, PayloadNode payload) : RowNode
{
    private const int Usual = 64;

    private readonly bool[] _answers = [.. Enumerable.Range(0, Usual).Select(count => Test(test, count))];

    public override int Cost => 1;

    public override bool Matches(SnapshotBlock block, int row) => block.Facts[row].Retry switch
    {
        JobFacts.NoRetry => test.OnNull(),
        JobFacts.UnknownRetry => payload.Matches(block, row),
        < Usual and var count => _answers[count],
        var count => Test(test, count),
    };

    private static bool Test(ValueTest test, int count) =>
        test.OnNumber(Encoding.ASCII.GetBytes(count.ToString(CultureInfo.InvariantCulture)));
}
