namespace SidekiqCluster.Grains.Tests.Fleets;

/// <summary>The jobs of the tests, typed.</summary>
[SidekiqJob("HardJob")]
public sealed partial record HardJob(long Number);
