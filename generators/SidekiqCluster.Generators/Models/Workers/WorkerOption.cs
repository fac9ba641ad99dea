namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>An option of a class, its value as JSON.</summary>
internal sealed record WorkerOption(string Name, string Json);
