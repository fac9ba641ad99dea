using SidekiqCluster.Queries;

namespace SidekiqCluster.Passes;

/// <summary>How a pass reads.</summary>
internal sealed record PassOptions
{
    /// <summary>Entries of a window that are new when nothing moved meanwhile.</summary>
    public int PageSize { get; init; } = PageSizes.Default;

    /// <summary>Whether the server is asked for everything at once, because reading from the middle costs it as much.</summary>
    public bool ReadsWhole { get; init; }

    /// <summary>
    /// The entries that the caller wants: others are read like them, but not reported. It is asked by several threads, and what it is
    /// given is gone afterwards.
    /// </summary>
    public Predicate<RawEntry> Wanted { get; init; } = static _ => true;

    /// <summary>Whether the pass ends by looking for entries that moved from its unread to its read part.</summary>
    public LookBack LookBack { get; init; } = LookBack.UntilStart;

    /// <summary>
    /// Whether a window that begins exactly as the last one ended is taken although its payloads were repeated before,
    /// and what stands behind it is reported without counting copies: for a part of a list, of which earlier passes have
    /// reported the rest. Exact for a list that rests; in others a job that was put back can come again.
    /// </summary>
    public bool TrustsOverlap { get; init; }

    /// <summary>The seed of the digests; random, so that nobody can prepare payloads that collide.</summary>
    public long Seed { get; init; } = Random.Shared.NextInt64();
}
