namespace SidekiqCluster.TestKit.Shards;

/// <summary>What else is random in a push, when a test has it its way.</summary>
public sealed record PushDice
{
    /// <summary>Makes the ids of jobs: 24 hex digits; null for random ones.</summary>
    public Func<string>? NewJid { get; init; }

    /// <summary>Where within a spread every job falls, from 0 to 1.</summary>
    public required double Fraction { get; init; }
}
