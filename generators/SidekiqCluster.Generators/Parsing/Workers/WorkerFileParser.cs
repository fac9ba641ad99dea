using System.Text;
using Microsoft.CodeAnalysis;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;
using SidekiqCluster.Generators.Parsing.Rbs;
using SidekiqCluster.Generators.Parsing.Ruby;
using SidekiqCluster.Generators.Parsing.Schema;

namespace SidekiqCluster.Generators.Parsing.Workers;

/// <summary>Reads a worker file by its kind, which its name tells.</summary>
internal static class WorkerFileParser
{
    public static WorkerFile Parse(AdditionalText file, CancellationToken ct)
    {
        var text = file.GetText(ct);

        // The compiler falls back to another encoding when the bytes are not UTF-8, and says so in this way only.
        if (text is null || (text.Encoding is { } encoding && !IsUnicode(encoding)))
        {
            var place = new LocationInfo(file.Path, default, default);
            var problem = DiagnosticInfo.Create(WorkerDescriptors.NotUtf8, place, Path.GetFileName(file.Path));
            return new WorkerFile(file.Path, default, new EquatableArray<DiagnosticInfo>([problem]));
        }

        return Path.GetExtension(file.Path).ToLowerInvariant() switch
        {
            ".json" => SchemaParser.Parse(file.Path, text, ct),
            ".rbs" => RbsParser.Parse(file.Path, text, ct),
            _ => RubyParser.Parse(file.Path, text, ct),
        };
    }

    private static bool IsUnicode(Encoding encoding) => encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding;
}
