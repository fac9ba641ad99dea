using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing;

/// <summary>Puts types together.</summary>
internal static class WorkerTypes
{
    /// <summary>What any of these types may be.</summary>
    public static WorkerType Union(IReadOnlyList<WorkerType> parts)
    {
        var present = parts.Where(static part => part.Kind != WorkerTypeKind.Nil).Select(static part => part with { IsNullable = false }).Distinct().ToList();
        var isNullable = parts.Any(static part => part.IsNullable || part.Kind == WorkerTypeKind.Nil);
        return present.Count == 1 ? present[0] with { IsNullable = isNullable } : WorkerType.Unknown;
    }

    /// <summary><c>Array[Integer]</c> or <c>Hash[String, Integer]</c>; all others are unknown.</summary>
    public static WorkerType Generic(string name, IReadOnlyList<WorkerType> arguments) => (name, arguments.Count) switch
    {
        ("Array" or "Enumerable" or "Set", 1) when name != "Set" => new WorkerType(WorkerTypeKind.Array) { Element = arguments[0] },
        ("Hash", 2) => new WorkerType(WorkerTypeKind.Hash) { Element = arguments[1] },
        _ => WorkerType.Unknown,
    };
}
