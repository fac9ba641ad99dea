namespace SidekiqCluster.Abstractions.Tests.Filters;

/// <summary>Stands for an argument that is not there, not even as null.</summary>
internal sealed class Nowhere
{
    private Nowhere()
    {
    }

    public static Nowhere Here { get; } = new();
}
