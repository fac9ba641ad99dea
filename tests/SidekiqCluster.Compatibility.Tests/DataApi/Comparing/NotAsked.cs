namespace SidekiqCluster.Compatibility.Tests.DataApi.Comparing;

/// <summary>Ruby answers something that we were not asked.</summary>
internal sealed class NotAsked
{
    public static NotAsked Value { get; } = new();

    public override string ToString() => "was not asked";
}
