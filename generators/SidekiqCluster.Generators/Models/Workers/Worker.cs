namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>A worker class as all files together tell of it.</summary>
internal sealed record Worker(string Name, LocationInfo Location, bool IsActiveJob)
{
    public EquatableArray<WorkerParameter> Parameters { get; init; }

    public EquatableArray<WorkerOption> Options { get; init; }
}
