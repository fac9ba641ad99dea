namespace SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

/// <summary>We refuse, as Ruby does.</summary>
/// <param name="RubyException">What Ruby raises in this case.</param>
internal sealed record Refusal(string RubyException);
