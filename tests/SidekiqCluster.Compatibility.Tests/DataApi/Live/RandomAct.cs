namespace SidekiqCluster.Compatibility.Tests.DataApi.Live;

/// <summary>One act, as Ruby's API and as ours.</summary>
/// <param name="Question">What <c>Ruby/acts.rb</c> is told.</param>
/// <param name="ActAsync">The same by our API; what it counted or told.</param>
/// <param name="KeepsOrder">Whether both put jobs into queues in the same order.</param>
internal sealed record RandomAct(object Question, Func<ISidekiqShard, CancellationToken, Task<object?>> ActAsync, bool KeepsOrder = true);
