using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Emission;

/// <summary>Writes <c>WriteArgs</c>.</summary>
internal static class WriterEmitter
{
    public static void Emit(SourceWriter source, JobModel job, ValueCode code)
    {
        source.Line("/// <inheritdoc/>")
            .Line($"public void WriteArgs({Known.Writer} writer)")
            .Open()
            .Line("writer.WriteStartArray();");
        var positional = job.Parameters.Where(static one => !one.IsKeywords).ToList();
        var required = positional.TakeWhile(static one => one is { IsOptional: false, IsRest: false }).Count();
        if (required < positional.Count)
        {
            EmitCount(source, positional, required);
        }

        for (var position = 0; position < positional.Count; position++)
        {
            EmitParameter(source, positional[position], position, isConditional: position >= required, code);
        }

        foreach (var keywords in job.Parameters.Where(static one => one.IsKeywords))
        {
            EmitKeywords(source, keywords, code);
        }

        source.Line("writer.WriteEndArray();").Close();
    }

    /// <summary>Arguments at the end that equal their default are left out, so the last one that differs is looked for.</summary>
    private static void EmitCount(SourceWriter source, List<ParameterModel> positional, int required)
    {
        var choices = Enumerable.Range(required, positional.Count - required).Reverse()
            .Select(position => $"{Differs(positional[position])} ? {position + 1}");
        source.Line("var count = " + string.Join("\n    : ", choices) + "\n    : " + required + ";");
    }

    private static void EmitParameter(SourceWriter source, ParameterModel parameter, int position, bool isConditional, ValueCode code)
    {
        var member = Member(parameter);
        if (parameter.JsonDefault is { } json)
        {
            EmitOrDefault(source, parameter, position, json, code);
            return;
        }

        var write = parameter.IsRest
            ? $"{Known.ArgsWriter}.WriteRest<{parameter.Type.Element!.FullCSharp}>(writer, {member}, {code.WriteMethod(parameter.Type.Element!)});"
            : code.Write(parameter.Type, member) + ";";
        if (!isConditional)
        {
            source.Line(write);
            return;
        }

        source.Line($"if (count > {position})").Open().Line(write).Close().Line();
    }

    /// <summary>Writes an argument, or Ruby's default when it was not given but a later one was.</summary>
    private static void EmitOrDefault(SourceWriter source, ParameterModel parameter, int position, string json, ValueCode code)
    {
        source.Line($"if (count > {position} && {Differs(parameter)})").Open()
            .Line(code.Write(parameter.Type, Member(parameter)) + ";").Close();
        source.Line($"else if (count > {position})").Open()
            .Line($"writer.WriteRawValue({CSharpNames.Literal(json)}u8);").Close().Line();
    }

    /// <summary>Keywords follow whatever arguments were given, as Active Job knows them by their mark.</summary>
    private static void EmitKeywords(SourceWriter source, ParameterModel keywords, ValueCode code)
    {
        var write = code.Write(keywords.Type, Member(keywords)) + ";";
        if (!keywords.IsOptional)
        {
            source.Line(write);
            return;
        }

        source.Line($"if ({Differs(keywords)})").Open().Line(write).Close().Line();
    }

    private static string Differs(ParameterModel parameter)
    {
        var member = Member(parameter);
        return parameter switch
        {
            { IsRest: true } => $"global::System.Linq.Enumerable.Any({member})",
            { Default: "null" } => $"{member} is not null",
            { Type: { IsValueType: true, IsNullable: true }, Default: "default" } => $"{member} is not null",
            { Type.Kind: ValueKind.Any } => $"{member}.ValueKind != global::System.Text.Json.JsonValueKind.Undefined",
            { Type: { Kind: ValueKind.Boolean, IsNullable: false } } => parameter.Default == "true" ? "!" + member : member,
            _ => $"{member} != {parameter.Default}",
        };
    }

    private static string Member(ParameterModel parameter) => CSharpNames.Escape(parameter.Name);
}
