namespace SidekiqCluster.Filters;

/// <summary>One part of a filter, ready to run. Immutable.</summary>
internal abstract class FilterNode
{
    /// <summary>How much work the part is, for the order in which parts are asked; the answer never depends on that order.</summary>
    public abstract int Cost { get; }

    public abstract bool Matches(ref JobView job);

    /// <summary>
    /// A quick look at the bytes: false when a job cannot match whose texts all stand in them as they are. True tells nothing.
    /// </summary>
    public virtual bool CanMatchVerbatim(ReadOnlySpan<byte> raw) => true;
}
