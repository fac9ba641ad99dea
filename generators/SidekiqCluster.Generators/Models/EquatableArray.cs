using System.Collections;
using System.Collections.Immutable;

namespace SidekiqCluster.Generators.Models;

/// <summary>An immutable array that equals another with equal elements, so that the pipeline can tell what changed.</summary>
internal readonly struct EquatableArray<T> : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly T[]? _elements;

    public EquatableArray(IEnumerable<T> elements) => _elements = elements.ToArray();

    public static EquatableArray<T> Empty => default;

    public int Count => _elements?.Length ?? 0;

    public T this[int index] => (_elements ?? [])[index];

    public static bool operator ==(EquatableArray<T> left, EquatableArray<T> right) => left.Equals(right);

    public static bool operator !=(EquatableArray<T> left, EquatableArray<T> right) => !left.Equals(right);

    public bool Equals(EquatableArray<T> other) => (_elements ?? []).AsSpan().SequenceEqual((other._elements ?? []).AsSpan());

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var element in _elements ?? [])
        {
            hash = unchecked((hash * 31) + element.GetHashCode());
        }

        return hash;
    }

    public ImmutableArray<T> ToImmutableArray() => ImmutableArray.Create(_elements ?? []);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_elements ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
