namespace SidekiqCluster.Compatibility.Tests.DataApi.Mutations;

/// <summary>Our calls for one scenario.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="ActAsync">What we do; the answer in the shape of Ruby's.</param>
internal sealed record MutationAct(string Scenario, Func<ISidekiqShard, Task<object?>> ActAsync)
{
    /// <summary>The number of the first id that a push makes.</summary>
    public long FirstId { get; init; } = 1;
}
