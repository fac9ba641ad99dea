namespace SidekiqCluster.Passes;

/// <summary>An entry of a list, or a member of a sorted set with its score, as it stood when it was read.</summary>
/// <param name="Raw">The bytes.</param>
/// <param name="Score">The score; 0 in a list.</param>
internal readonly record struct RawEntry(ReadOnlyMemory<byte> Raw, double Score)
{
    /// <summary>Redis' order of members: by score, then by bytes.</summary>
    public int CompareTo(RawEntry other) =>
        Score.CompareTo(other.Score) is var byScore and not 0 ? byScore : Raw.Span.SequenceCompareTo(other.Raw.Span);
}
