namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>A class as one file tells of it.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Nesting">The module around it, in which other names are looked up; empty for none.</param>
internal sealed record WorkerClass(string Name, string Nesting, WorkerSource Source, LocationInfo Location)
{
    public string? Superclass { get; init; }

    public EquatableArray<string> Mixins { get; init; }

    public EquatableArray<WorkerOption> Options { get; init; }

    public WorkerMethod? Perform { get; init; }

    /// <summary><c>perform_async</c> or <c>perform_later</c> of a signature file.</summary>
    public WorkerMethod? Push { get; init; }
}
