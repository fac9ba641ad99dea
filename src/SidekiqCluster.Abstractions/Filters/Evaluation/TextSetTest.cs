using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>Equals one of many texts, found by halving.</summary>
internal sealed class TextSetTest : ValueTest
{
    private readonly byte[][] _texts;

    public TextSetTest(IEnumerable<string> texts)
    {
        _texts = [.. texts.Select(Encoding.UTF8.GetBytes)];
        Array.Sort(_texts, static (x, y) => x.AsSpan().SequenceCompareTo(y));
    }

    public override bool OnText(ReadOnlySpan<byte> text)
    {
        for (int low = 0, high = _texts.Length; low < high;)
        {
            var middle = (low + high) >>> 1;
            var order = text.SequenceCompareTo(_texts[middle]);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (low, middle) : (middle + 1, high);
        }

        return false;
    }
}
