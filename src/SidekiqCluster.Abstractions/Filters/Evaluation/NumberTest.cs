using System.Globalization;
using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>Compares numbers by their exact values; scores, which Redis keeps as doubles, as doubles.</summary>
internal sealed class NumberTest(JobFilterOperator comparison, string number) : ValueTest
{
    private readonly byte[] _number = Encoding.ASCII.GetBytes(number);
    private readonly double _double = double.Parse(number, CultureInfo.InvariantCulture);

    public override bool OnNumber(ReadOnlySpan<byte> number) =>
        comparison.Holds(new DecimalNumber(number).CompareTo(new DecimalNumber(_number)));

    public override bool OnScore(double score) => comparison.Holds(score.CompareTo(_double));
}
