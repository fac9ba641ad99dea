namespace SidekiqCluster.Generators.Models;

/// <summary>An option of a worker class that has no meaning of its own here.</summary>
internal sealed record OptionModel(string Name, string Json);
