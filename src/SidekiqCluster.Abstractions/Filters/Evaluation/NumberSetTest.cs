using System.Globalization;
using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>Equals one of many numbers, found by halving.</summary>
internal sealed class NumberSetTest : ValueTest
{
    private readonly byte[][] _numbers;
    private readonly double[] _doubles;

    public NumberSetTest(IEnumerable<string> numbers)
    {
        var texts = numbers.ToArray();
        _numbers = [.. texts.Select(Encoding.ASCII.GetBytes)];
        Array.Sort(_numbers, static (x, y) => new DecimalNumber(x).CompareTo(new DecimalNumber(y)));
        _doubles = [.. texts.Select(text => double.Parse(text, CultureInfo.InvariantCulture)).Order()];
    }

    public override bool OnNumber(ReadOnlySpan<byte> number)
    {
        var asked = new DecimalNumber(number);
        for (int low = 0, high = _numbers.Length; low < high;)
        {
            var middle = (low + high) >>> 1;
            var order = asked.CompareTo(new DecimalNumber(_numbers[middle]));
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (low, middle) : (middle + 1, high);
        }

        return false;
    }

    public override bool OnScore(double score) => Array.BinarySearch(_doubles, score) >= 0;
}
