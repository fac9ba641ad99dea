using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace SidekiqCluster.Grains.Placement;

/// <summary>
/// Which silo a shard is at home on: the one with the highest hash of its own name and the shard's (rendezvous hashing). When
/// a silo comes or goes, only the shards that it wins or had move.
/// </summary>
internal static class ShardHome
{
    /// <summary>The home among some silos, at least one.</summary>
    public static SiloAddress Of(string shard, IEnumerable<SiloAddress> silos) =>
        silos.MaxBy(silo => (WeightOf(shard, silo), silo.ToParsableString()))!;

    private static ulong WeightOf(string shard, SiloAddress silo) =>
        XxHash3.HashToUInt64(MemoryMarshal.AsBytes($"{silo.ToParsableString()}\n{shard}".AsSpan()));
}
