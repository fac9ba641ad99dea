using SidekiqCluster.Generators.Models;

namespace SidekiqCluster.Generators.Emission;

/// <summary>Writes the class with the methods for hashes, enums and values that are put together.</summary>
internal static class HelperEmitter
{
    public static void Emit(SourceWriter source, JobModel job, ValueCode code)
    {
        if (!code.NeedsHelpers)
        {
            return;
        }

        source.Line()
            .Line($"/// <summary>Reads and writes what the arguments of <c>{job.Class}</c> are put together from.</summary>")
            .Line($"file static class {code.HelperClass}")
            .Open();
        var definitions = job.Enums.Select(EnumEmitter.Render)
            .Concat(job.Records.Select(record => RecordEmitter.Render(record, code)))
            .ToList();

        // The definitions name methods too, so these come last.
        source.Line(string.Join("\n\n", definitions.Concat(RenderAll(code)))).Close();
    }

    /// <summary>Writes the methods that were named, and those that they name in turn.</summary>
    private static IEnumerable<string> RenderAll(ValueCode code)
    {
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            var open = code.Readers.Where(one => !written.ContainsKey(one.Key)).Select(one => (one.Key, IsReader: true, one.Value))
                .Concat(code.Writers.Where(one => !written.ContainsKey(one.Key)).Select(one => (one.Key, IsReader: false, one.Value)))
                .ToList();
            if (open.Count == 0)
            {
                return written.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => one.Value);
            }

            foreach (var (name, isReader, type) in open)
            {
                written[name] = isReader ? RenderReader(name, type, code) : RenderWriter(name, type, code);
            }
        }
    }

    private static string RenderReader(string name, TypeModel type, ValueCode code)
    {
        var isPlain = type.IsNullable || !type.IsInterface;
        var signature = $"public static bool {name}(ref {Known.Reader} reader, "
            + $"{(type.IsValueType || type.IsNullable ? "" : Known.MaybeNullWhenFalse)}out {type.FullCSharp} value)";
        if (isPlain)
        {
            return $"{signature} =>\n    {code.Read(type, "value")};";
        }

        return $$"""
            {{signature}}
            {
                var isRead = {{code.Read(type, "var values")}};
                value = values;
                return isRead;
            }
            """;
    }

    private static string RenderWriter(string name, TypeModel type, ValueCode code) =>
        $"public static void {name}({Known.Writer} writer, {type.FullCSharp} value) =>\n    {code.Write(type, "value")};";
}
