using System.Text;

namespace SidekiqCluster.Filters;

/// <summary>Looks for a text at the start, at the end or anywhere.</summary>
internal sealed class PartTest(JobFilterOperator comparison, string part) : ValueTest
{
    private readonly byte[] _part = Encoding.UTF8.GetBytes(part);

    public override byte[] RequiredText => _part;

    public override bool OnText(ReadOnlySpan<byte> text) => comparison switch
    {
        JobFilterOperator.StartsWith => text.StartsWith(_part),
        JobFilterOperator.EndsWith => text.EndsWith(_part),
        _ => text.IndexOf(_part) >= 0,
    };
}
