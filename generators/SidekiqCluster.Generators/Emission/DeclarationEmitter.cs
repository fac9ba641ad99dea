using System.Security;
using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Emission;

/// <summary>Writes the records that nobody wrote in C#.</summary>
internal static class DeclarationEmitter
{
    /// <summary>Writes the header of a job's record, up to its body.</summary>
    public static void EmitJob(SourceWriter source, JobModel job)
    {
        var place = job.DefinedIn is { } file ? $", defined in <c>{Escape(file)}</c>" : "";
        source.Line($"/// <summary>The arguments of <c>{job.Class}</c>{place}.</summary>");
        foreach (var parameter in job.Parameters)
        {
            var rest = parameter.IsRest ? ", and all arguments after it" : "";
            source.Line($"/// <param name=\"{parameter.Name}\">Ruby's <c>{Escape(parameter.JsonName)}</c>{Words(parameter)}{rest}.</param>");
        }

        EmitHeader(source, CSharpNames.Escape(job.Name), job.Parameters, "partial ");
        source.Indent().Line($": global::SidekiqCluster.ISidekiqJobArgs<{CSharpNames.Escape(job.Name)}>").Outdent();
    }

    /// <summary>Writes the record of a hash.</summary>
    public static void EmitHash(SourceWriter source, RecordModel record)
    {
        source.Line(record.IsKeywords ? "/// <summary>The keywords of the job.</summary>" : "/// <summary>A hash among the arguments.</summary>");
        foreach (var property in record.Properties)
        {
            var absence = property.MayLack ? "; null when the hash lacks it" : "";
            source.Line($"/// <param name=\"{property.Parameter.Name}\">The key <c>{Escape(property.Parameter.JsonName)}</c>{absence}.</param>");
        }

        EmitHeader(source, CSharpNames.Escape(record.Name), record.Properties.Select(static one => one.Parameter).ToList(), "", ";");
        source.Line();
    }

    private static void EmitHeader(
        SourceWriter source, string name, IReadOnlyList<ParameterModel> parameters, string modifier, string end = "")
    {
        var list = parameters.Select(static one =>
            $"\n    {(one.IsRest ? "params " : "")}{one.Type.FullCSharp} {CSharpNames.Escape(one.Name)}{(one.Default is null ? "" : " = " + one.Default)}");
        source.Line($"public sealed {modifier}record {name}({string.Join(",", list)}){end}");
    }

    private static string Words(ParameterModel parameter) => parameter.Summary is null ? "" : ": " + Escape(parameter.Summary);

    /// <summary>As XML on one line: keys of hashes are any texts.</summary>
    private static string Escape(string text) => SecurityElement.Escape(new string([.. text.Select(static c =>
        char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? ' ' : c)]));
}
