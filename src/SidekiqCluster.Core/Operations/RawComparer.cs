namespace SidekiqCluster.Operations;

/// <summary>Payloads are equal by their bytes.</summary>
internal sealed class RawComparer : IEqualityComparer<ReadOnlyMemory<byte>>
{
    public static RawComparer Instance { get; } = new();

    public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

    public int GetHashCode(ReadOnlyMemory<byte> obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj.Span);
        return hash.ToHashCode();
    }
}
