using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Emission;

/// <summary>Writes the property that tells what is known of a worker class.</summary>
internal static class SchemaEmitter
{
    public static void Emit(SourceWriter source, JobModel job)
    {
        source.Line("/// <summary>The class, its options and its parameters.</summary>");
        source.Line($"public static {Known.Schema} Schema {{ get; }} = new({CSharpNames.Literal(job.Class)})").Open();
        if (job.IsActiveJob)
        {
            source.Line("Api = global::SidekiqCluster.JobApi.ActiveJob,");
        }

        if (job.DefinedIn is { } place)
        {
            source.Line($"DefinedIn = {CSharpNames.Literal(place)},");
        }

        EmitOptions(source, job.Options);
        if (job.Parameters.Count > 0)
        {
            source.Line("Parameters =").Line("[").Indent();
            for (var position = 0; position < job.Parameters.Count; position++)
            {
                EmitParameter(source, job, position);
            }

            source.Outdent().Line("],");
        }

        source.Close(";");
    }

    private static void EmitOptions(SourceWriter source, OptionsModel options)
    {
        if (options == new OptionsModel())
        {
            return;
        }

        source.Line("Options = new()").Open();
        if (options.Queue is { } queue)
        {
            source.Line($"Queue = {CSharpNames.Literal(queue)},");
        }

        if (options.Retry is { } retry)
        {
            var value = retry switch { "true" => "Always", "false" => "Never", _ => $"Times({retry})" };
            source.Line($"Retry = global::SidekiqCluster.JobRetry.{value},");
        }

        if (options.Tags.Count > 0)
        {
            source.Line($"Tags = [{string.Join(", ", options.Tags.Select(CSharpNames.Literal))}],");
        }

        if (options.Others.Count > 0)
        {
            var others = options.Others.Select(static one => $"new({CSharpNames.Literal(one.Name)}, {CSharpNames.Literal(one.Json)})");
            source.Line($"Others = [{string.Join(", ", others)}],");
        }

        source.Close(",");
    }

    private static void EmitParameter(SourceWriter source, JobModel job, int position)
    {
        var parameter = job.Parameters[position];
        var type = parameter.IsRest ? parameter.Type.Element! : parameter.Type;
        string?[] set =
        [
            $"Member = {CSharpNames.Literal(parameter.Name)}",
            parameter.IsOptional ? "IsOptional = true" : null,
            parameter.IsRest ? "IsRest = true" : null,
            parameter.IsKeywords ? "IsKeywords = true" : null,
        ];
        var flags = $" {{ {string.Join(", ", set.Where(static one => one is not null))} }}";
        EmitTyped(source, $"new({position}, {CSharpNames.Literal(parameter.JsonName)}, ", job, type, $"){flags},");
    }

    /// <summary>Writes a type between a beginning and an end, on one line unless it has keys.</summary>
    private static void EmitTyped(SourceWriter source, string begin, JobModel job, TypeModel type, string end)
    {
        var kind = $"new(global::SidekiqCluster.JobValueKind.{type.Kind})";
        var nullable = type.IsNullable ? "IsNullable = true, " : "";
        switch (type.Kind)
        {
            case ValueKind.Record:
                source.Line(begin + kind).Open();
                if (type.IsNullable)
                {
                    source.Line("IsNullable = true,");
                }

                source.Line("Keys =").Line("[").Indent();
                foreach (var property in job.Records.First(one => one.CSharp == type.CSharp).Properties)
                {
                    var member = $"Member = {CSharpNames.Literal(property.Parameter.Name)}";
                    var flags = property.MayLack ? $" {{ {member}, IsOptional = true }}" : $" {{ {member} }}";
                    EmitTyped(source, $"new({CSharpNames.Literal(property.Parameter.JsonName)}, ", job, property.Parameter.Type, $"){flags},");
                }

                source.Outdent().Line("],").Close(end);
                break;
            case ValueKind.List or ValueKind.Map:
                EmitTyped(source, $"{begin}{kind} {{ {nullable}Element = ", job, type.Element!, " }" + end);
                break;
            case ValueKind.Enum:
                var members = job.Enums.First(one => one.CSharp == type.CSharp).Members;
                var names = string.Join(", ", members.Select(static one => CSharpNames.Literal(one.JsonName)));
                var values = string.Join(", ", members.Select(static one => one.Value));
                source.Line($"{begin}{kind} {{ {nullable}Names = [{names}], Values = [{values}] }}{end}");
                break;
            default:
                source.Line(begin + kind + (type.IsNullable ? " { IsNullable = true }" : "") + end);
                break;
        }
    }
}
