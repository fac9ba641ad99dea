using System.Globalization;
using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;

namespace SidekiqCluster.Generators.Parsing.Workers;

/// <summary>Compares a record that was written in C# with the class in Ruby that it stands for.</summary>
internal static class RecordComparison
{
    /// <summary>The first difference in words; null when there is none that matters.</summary>
    public static string? FindDifference(JobModel record, Worker worker)
    {
        var theirs = worker.Parameters.Where(static one => !one.IsKeyword).ToList();
        if (record.Parameters.Count != theirs.Count && !worker.Parameters.Any(static one => one.IsKeyword))
        {
            return string.Format(CultureInfo.InvariantCulture, "it has {0} parameters, Ruby has {1}", record.Parameters.Count, theirs.Count);
        }

        for (var position = 0; position < Math.Min(record.Parameters.Count, theirs.Count); position++)
        {
            var ours = record.Parameters[position];
            var ruby = theirs[position];
            if (ruby.Name.Length > 0 && ours.JsonName != ruby.Name.TrimStart('_'))
            {
                return $"{ours.Name} stands for {ours.JsonName}, Ruby has {ruby.Name} there";
            }

            if (ours.IsRest != (ruby.Kind == WorkerParameterKind.Rest) || (ruby.Kind == WorkerParameterKind.Required && ours.IsOptional))
            {
                return $"{ours.Name} is {Describe(ours)}, in Ruby it is {ruby.Kind.ToString().ToLowerInvariant()}";
            }

            if (!Fits(ours.IsRest ? ours.Type.Element! : ours.Type, ruby.Type))
            {
                return $"{ours.Name} is {ours.Type.FullCSharp.Replace("global::", "")}, in Ruby it is {ruby.Type.Describe()}";
            }
        }

        return null;
    }

    private static string Describe(ParameterModel parameter) => parameter.IsRest ? "rest" : parameter.IsOptional ? "optional" : "required";

    private static bool Fits(TypeModel type, WorkerType ruby) => type.Kind == ValueKind.Any || ruby.Kind switch
    {
        WorkerTypeKind.Boolean => type.Kind == ValueKind.Boolean,
        WorkerTypeKind.Integer => type.Kind is >= ValueKind.SByte and <= ValueKind.Decimal,
        WorkerTypeKind.Float or WorkerTypeKind.Decimal => type.Kind is ValueKind.Single or ValueKind.Double or ValueKind.Decimal,
        WorkerTypeKind.String or WorkerTypeKind.Date or WorkerTypeKind.Time =>
            type.Kind is ValueKind.String or ValueKind.Date or ValueKind.Time or ValueKind.Enum,
        WorkerTypeKind.Array => type.Kind == ValueKind.List,
        WorkerTypeKind.Hash or WorkerTypeKind.Shape => type.Kind is ValueKind.Map or ValueKind.Record,
        _ => true,
    };
}
