namespace SidekiqCluster;

/// <summary>A deploy that somebody marked.</summary>
/// <param name="At">The minute, UTC.</param>
/// <param name="Label">What was deployed.</param>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.DeployMark")]
public sealed record DeployMark(DateTimeOffset At, string Label);
