namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>A parameter of <c>perform</c>.</summary>
/// <param name="Name">Empty when it has none.</param>
internal sealed record WorkerParameter(string Name, WorkerParameterKind Kind)
{
    public WorkerType Type { get; init; } = WorkerType.Unknown;

    /// <summary>The default as JSON, when it is a literal; null otherwise.</summary>
    public string? Default { get; init; }

    public bool IsKeyword => Kind >= WorkerParameterKind.RequiredKeyword;
}
