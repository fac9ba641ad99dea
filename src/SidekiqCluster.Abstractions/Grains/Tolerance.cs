namespace SidekiqCluster.Grains;

/// <summary>What a caller puts up with: how old an answer may be, and how long it may take.</summary>
/// <param name="Staleness">How old; zero for what is read after the question came.</param>
/// <param name="Timeout">How long one shard is waited for; then its last good answer is given, marked as stale, if there is one.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.Tolerance")]
public readonly record struct Tolerance([property: Id(0)] TimeSpan Staleness, [property: Id(1)] TimeSpan Timeout)
{
    /// <summary>Two seconds old, two seconds long.</summary>
    public static Tolerance Default { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
}
