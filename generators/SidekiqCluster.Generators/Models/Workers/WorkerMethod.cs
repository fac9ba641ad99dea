namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>A method that performs or pushes a job.</summary>
internal sealed record WorkerMethod(string Name, LocationInfo Location, EquatableArray<WorkerParameter> Parameters);
