using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Emission;

/// <summary>Writes <c>TryReadArgs</c>.</summary>
internal static class ReaderEmitter
{
    private const string MoveNext = Known.ArgsReader + ".MoveNext(ref reader, depth)";

    public static void Emit(SourceWriter source, JobModel job, ValueCode code)
    {
        var name = CSharpNames.Escape(job.Name);
        source.Line("/// <inheritdoc/>")
            .Line("public static bool TryReadArgs(").Indent()
            .Line($"ref {Known.Reader} reader,")
            .Line($"{Known.NotNullWhenTrue}out {name}? args,")
            .Line($"out {Known.Fit} fit)").Outdent()
            .Open();
        source.Line("var start = reader;");
        foreach (var parameter in job.Parameters.Where(static one => one.IsOptional))
        {
            source.Line($"{Declared(parameter.Type)} {CSharpNames.Local(parameter.Name)} = {parameter.Default};");
        }

        var conditions = job.Parameters.Select(parameter => Condition(parameter, job, code)).ToList();
        conditions.Insert(0, $"!{Known.ArgsReader}.TryStart(ref reader, out var depth)");
        source.Line("if (" + string.Join("\n    || ", conditions) + ")")
            .Open()
            .Line("args = null;")
            .Line("fit = Schema.Check(start);")
            .Line("return false;")
            .Close()
            .Line();
        source.Line($"args = new {name}({string.Join(", ", job.Parameters.Select(Argument))});")
            .Line($"fit = new {Known.Fit}({Known.ArgsReader}.Finish(ref reader, depth));")
            .Line("return true;")
            .Close();
    }

    /// <summary>The type of a variable that holds a default first and is read later.</summary>
    internal static string Declared(TypeModel type) => type.IsValueType ? type.FullCSharp : type.CSharp + "?";

    private static string Condition(ParameterModel parameter, JobModel job, ValueCode code)
    {
        var local = CSharpNames.Local(parameter.Name);
        if (parameter.IsRest)
        {
            var element = parameter.Type.Element!;
            return $"!{Known.ArgsReader}.TryReadRest<{element.FullCSharp}>(ref reader, depth, {code.ReadMethod(element)}, out var {local})";
        }

        var isBeforeKeywords = !parameter.IsKeywords && job.Parameters.Any(static one => one.IsKeywords);
        var next = isBeforeKeywords ? Known.ArgsReader + ".MoveNextUnlessKeywords(ref reader, depth)" : MoveNext;
        return parameter.IsOptional
            ? $"({next} && !{code.Read(parameter.Type, local)})"
            : $"!{next} || !{code.Read(parameter.Type, "var " + local)}";
    }

    private static string Argument(ParameterModel parameter)
    {
        var local = CSharpNames.Local(parameter.Name);
        return parameter is { IsRest: true, Type.IsArray: true } ? $"[.. {local}]" : local;
    }
}
