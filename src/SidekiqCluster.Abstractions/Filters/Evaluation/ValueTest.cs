namespace SidekiqCluster.Filters;

/// <summary>
/// What a comparison asks of a value, by the type the value turns out to have. A test says no to every type that is not
/// its own, which is how "another type never matches" comes about.
/// </summary>
internal abstract class ValueTest
{
    /// <summary>A text that every matching value contains, byte by byte; null when there is no such text.</summary>
    public virtual byte[]? RequiredText => null;

    /// <summary>The value is absent or null.</summary>
    public virtual bool OnNull() => false;

    /// <summary>There is no such argument. Only asked of arguments; elsewhere the absent reads as null.</summary>
    public virtual bool OnAbsent() => OnNull();

    /// <param name="text">Well-formed UTF-8 without escapes.</param>
    public virtual bool OnText(ReadOnlySpan<byte> text) => false;

    /// <param name="number">As JSON writes it.</param>
    public virtual bool OnNumber(ReadOnlySpan<byte> number) => false;

    public virtual bool OnScore(double score) => false;

    public virtual bool OnBoolean(bool value) => false;

    public virtual bool OnTime(DateTimeOffset time, DateTimeOffset now) => false;

    public virtual bool OnDuration(TimeSpan duration) => false;

    /// <summary>The value is an object or an array.</summary>
    public virtual bool OnComposite() => false;
}
