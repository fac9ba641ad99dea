using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>What was seen of a sorted set at one moment.</summary>
/// <param name="Length">Members of the set.</param>
/// <param name="Sizes">Members of each block.</param>
/// <param name="Members">The members of the wanted blocks, in the order in which these were given, each in the set's order.</param>
/// <param name="Epoch">What the server counted.</param>
internal sealed record SetProbe(
    long Length, IReadOnlyList<long> Sizes, IReadOnlyList<RawEntry[]> Members, ServerEpoch Epoch);
