namespace SidekiqCluster.Operations;

/// <summary>Where a swap pays.</summary>
internal static class QueueSwaps
{
    /// <summary>How far from each other jobs stand that are deleted in place by one walk, and how many at most.</summary>
    private const int Neighbourhood = 8_000;
    private const int Neighbours = 200;

    /// <summary>
    /// From how many jobs on it is quicker to copy a queue of this length than to walk to each neighbourhood of these, wherever they
    /// stand. Null for no number.
    /// </summary>
    public static int? FewestJobs(long length, SwapOptions options)
    {
        var places = length / Neighbourhood;
        var scattered = Math.Max(1L, options.FewestWalks);
        var fewest = scattered <= places ? scattered : ((scattered - places - 1) * Neighbours) + 1;
        return fewest <= length ? (int)fewest : null;
    }
}
