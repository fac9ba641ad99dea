namespace SidekiqCluster.Compatibility.Tests.Mutations;

/// <summary>Our calls for one scenario.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="ActAsync">What we do; the answer in the shape of Ruby's.</param>
internal sealed record MutationAct(string Scenario, Func<SidekiqShard, Task<object?>> ActAsync);
