namespace SidekiqCluster.Calls;

/// <summary>Finds grains of the fleet on silos that may be strangers.</summary>
internal static class SiloGrains
{
    /// <summary>A grain by its key. Nothing is asked yet.</summary>
    /// <exception cref="SidekiqClusterException">The silos know no such grains.</exception>
    public static T Find<T>(this IGrainFactory grains, string key)
        where T : IGrainWithStringKey
    {
        try
        {
            return grains.GetGrain<T>(key);
        }
        catch (ArgumentException unknown)
        {
            throw new SidekiqClusterException(
                $"The silos know no {typeof(T).Name}: they are of another version of SidekiqCluster, or were not told to own shards; "
                + "use the same version on both sides, and UseSidekiqFleet on the silos.",
                innerException: unknown);
        }
    }
}
