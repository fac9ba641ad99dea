using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
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

        if (text is null || !IsUnicode(text))
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

    /// <summary>
    /// Whether the file's bytes are UTF-8, or UTF-16 or UTF-32 by their mark. When they are not, the compiler falls back to
    /// another encoding, as on Windows, or puts U+FFFD where it cannot read, as on Linux.
    /// </summary>
    private static bool IsUnicode(SourceText text) => text.Encoding switch
    {
        UnicodeEncoding or UTF32Encoding => true,
        null or UTF8Encoding => IsUtf8(text),
        _ => false,
    };

    /// <summary>A file may well hold the character U+FFFD; only then are its bytes those of the text.</summary>
    private static bool IsUtf8(SourceText text)
    {
        var content = text.ToString();
        if (content.IndexOf('\uFFFD') < 0)
        {
            return true;
        }

        return HasChecksum(isMarked: false) || HasChecksum(isMarked: true);

        bool HasChecksum(bool isMarked) =>
            SourceText.From(content, new UTF8Encoding(isMarked), text.ChecksumAlgorithm).GetChecksum().SequenceEqual(text.GetChecksum());
    }
}
