using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>Compares whole texts by code point, which is the order of their UTF-8 bytes.</summary>
internal sealed class TextTest(JobFilterOperator comparison, string text) : ValueTest
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(text);

    public override byte[]? RequiredText => comparison == JobFilterOperator.Equal ? _text : null;

    public override bool OnText(ReadOnlySpan<byte> text) => comparison switch
    {
        JobFilterOperator.Equal => text.SequenceEqual(_text),
        JobFilterOperator.NotEqual => !text.SequenceEqual(_text),
        _ => comparison.Holds(text.SequenceCompareTo(_text)),
    };
}
