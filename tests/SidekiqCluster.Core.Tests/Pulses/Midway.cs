namespace SidekiqCluster.Core.Tests.Pulses;

/// <summary>Chance that always takes the middle.</summary>
internal sealed class Midway : Random
{
    public override double NextDouble() => 0.5;
}
