using System.Globalization;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Workers;

/// <summary>
/// Puts together what several files say of one signature. Ruby's own <c>def perform</c> decides names, order and defaults,
/// as it is what runs; types come from RBI, RBS, <c>sig</c> and schema file, in this order.
/// </summary>
internal static class SignatureMerger
{
    public static EquatableArray<WorkerParameter>? Merge(
        string name, IReadOnlyList<WorkerClass> parts, WorkerSettings settings, List<DiagnosticInfo> diagnostics)
    {
        var signatures = parts
            .SelectMany(static part => new[] { (part.Source, Method: part.Push), (part.Source, Method: part.Perform) })
            .Where(static one => one.Method is not null)
            .Select(static one => (one.Source, Method: one.Method!))
            .ToList();
        if (signatures.Count == 0)
        {
            return null;
        }

        var shape = signatures.FirstOrDefault(static one => one.Source == WorkerSource.Ruby).Method ?? signatures[0].Method;
        foreach (var other in signatures.Where(one => one.Method != shape))
        {
            if (FindContradiction(shape, other.Method) is { } contradiction)
            {
                diagnostics.Add(DiagnosticInfo.Create(
                    WorkerDescriptors.SourcesContradict,
                    other.Method.Location,
                    settings.Shorten(other.Method.Location),
                    name,
                    contradiction.Theirs,
                    settings.Shorten(shape.Location),
                    contradiction.Ours));
            }
        }

        var agreeing = signatures.Where(one => FindShapeContradiction(shape, one.Method) is null).Select(static one => one.Method).ToList();
        return new EquatableArray<WorkerParameter>(shape.Parameters.Select((parameter, position) =>
            parameter with { Type = TypeOf(parameter, position, agreeing) }));
    }

    private static WorkerType TypeOf(WorkerParameter parameter, int position, List<WorkerMethod> methods) => methods
        .Select(method => Counterpart(parameter, position, method)?.Type ?? WorkerType.Unknown)
        .FirstOrDefault(static type => type.IsKnown) ?? WorkerType.Unknown;

    private static WorkerParameter? Counterpart(WorkerParameter parameter, int position, WorkerMethod method) => parameter.IsKeyword
        ? method.Parameters.FirstOrDefault(one => one.IsKeyword && one.Name == parameter.Name)
        : position < method.Parameters.Count ? method.Parameters[position] : null;

    private static (string Theirs, string Ours)? FindContradiction(WorkerMethod shape, WorkerMethod other)
    {
        if (FindShapeContradiction(shape, other) is { } difference)
        {
            return difference;
        }

        for (var position = 0; position < shape.Parameters.Count; position++)
        {
            var ours = shape.Parameters[position];
            var theirs = Counterpart(ours, position, other);
            if (theirs is not null && ours.Type.IsKnown && theirs.Type.IsKnown && ours.Type.Kind != theirs.Type.Kind && !AreBothHashes(ours.Type, theirs.Type))
            {
                return ($"{ours.Name} is {theirs.Type.Describe()}", ours.Type.Describe());
            }
        }

        return null;
    }

    private static (string Theirs, string Ours)? FindShapeContradiction(WorkerMethod shape, WorkerMethod other)
    {
        var ours = Count(shape);
        var theirs = Count(other);
        return ours == theirs ? null : ($"it takes {Describe(theirs)}", Describe(ours));
    }

    private static (int Required, int Most) Count(WorkerMethod method)
    {
        var positional = method.Parameters.Where(static one => !one.IsKeyword).ToList();
        return (
            positional.Count(static one => one.Kind == WorkerParameterKind.Required),
            positional.Any(static one => one.Kind == WorkerParameterKind.Rest) ? int.MaxValue : positional.Count);
    }

    private static string Describe((int Required, int Most) count) => count.Required == count.Most
        ? string.Format(CultureInfo.InvariantCulture, count.Required == 1 ? "{0} argument" : "{0} arguments", count.Required)
        : count.Most == int.MaxValue
            ? string.Format(CultureInfo.InvariantCulture, "{0} or more arguments", count.Required)
            : string.Format(CultureInfo.InvariantCulture, "{0} to {1} arguments", count.Required, count.Most);

    private static bool AreBothHashes(WorkerType one, WorkerType other) =>
        one.Kind is WorkerTypeKind.Hash or WorkerTypeKind.Shape && other.Kind is WorkerTypeKind.Hash or WorkerTypeKind.Shape;
}
