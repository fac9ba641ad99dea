namespace SidekiqCluster.TypedJobs;

/// <summary>What was seen under one key of the hashes at a place.</summary>
internal sealed class KeySample
{
    private long _lastHash;

    public ValueSample Value { get; } = new();

    /// <summary>How many of the hashes had the key.</summary>
    public long Hashes { get; private set; }

    /// <summary>Counts the hash of this number, from 1, in which the key may stand more than once.</summary>
    public void CountIn(long hash)
    {
        Hashes += hash == _lastHash ? 0 : 1;
        _lastHash = hash;
    }

    /// <summary>Adds hashes that were counted elsewhere.</summary>
    public void Add(long hashes) => Hashes += hashes;
}
