namespace SidekiqCluster.Generators.Models.Workers;

/// <summary>How a parameter takes its argument.</summary>
internal enum WorkerParameterKind
{
    Required,
    Optional,
    Rest,
    RequiredKeyword,
    OptionalKeyword,
    RestKeywords,
}
