namespace SidekiqCluster.Grains.Tests.Fleets;

/// <summary>The grain that asks all shards is on every silo, several times over: nobody comes to the same activation twice.</summary>
public sealed class FleetGrainTests
{
    [Fact]
    public void Questions_Each_AreAnsweredByOneCallSoThatAnyActivationWill() => Assert.All(
        typeof(IFleetGrain).GetMethods(), method => Assert.Equal(typeof(Task<>), method.ReturnType.GetGenericTypeDefinition()));
}
