using Microsoft.CodeAnalysis.Text;
using SidekiqCluster.Generators.Diagnostics;
using SidekiqCluster.Generators.Models;
using SidekiqCluster.Generators.Models.Workers;
using SidekiqCluster.Generators.Parsing.Ruby;

namespace SidekiqCluster.Generators.Parsing.Schema;

/// <summary>Reads a <c>*.sidekiq.json</c> file; its form is told in <c>generators/docs/schema-file.md</c>.</summary>
internal sealed class SchemaParser
{
    private readonly string _path;
    private readonly SourceText _source;
    private readonly List<DiagnosticInfo> _diagnostics = [];

    private SchemaParser(string path, SourceText source)
    {
        _path = path;
        _source = source;
    }

    public static WorkerFile Parse(string path, SourceText text, CancellationToken ct)
    {
        var parser = new SchemaParser(path, text);
        var (root, problem) = JsonReader.Read(text.ToString());
        if (problem is { } found)
        {
            parser._diagnostics.Add(DiagnosticInfo.Create(WorkerDescriptors.SchemaUnreadable, parser.Locate(found.Span), found.Message));
        }

        var classes = root is null ? [] : parser.ParseJobs(root, ct).ToList();
        return new WorkerFile(path, new EquatableArray<WorkerClass>(classes), new EquatableArray<DiagnosticInfo>(parser._diagnostics));
    }

    private IEnumerable<WorkerClass> ParseJobs(JsonNode root, CancellationToken ct)
    {
        if (root["version"]?.Text != "1")
        {
            Tell(root["version"] ?? root, "version", "this generator reads version 1");
            yield break;
        }

        if (root["jobs"] is not { Kind: JsonNodeKind.Object } jobs)
        {
            Tell(root["jobs"] ?? root, "jobs", "it is an object of classes by name");
            yield break;
        }

        foreach (var job in jobs.Members)
        {
            ct.ThrowIfCancellationRequested();
            if (!RubyNames.IsConstant(job.Key))
            {
                Tell(job.Value, job.Key, "it is no Ruby class");
            }
            else
            {
                yield return ParseJob(job.Key, job.Value);
            }
        }
    }

    private WorkerClass ParseJob(string name, JsonNode job)
    {
        var method = job["api"]?.Text == "active_job" ? "perform_later" : "perform_async";
        var location = Locate(job.Span);
        if (job.Kind != JsonNodeKind.Object)
        {
            Tell(job, name, "a class is an object");
        }
        else if (job["parameters"] is { Kind: not JsonNodeKind.Array } none)
        {
            Tell(none, name, "\"parameters\" is an array");
        }

        var parameters = job["parameters"]?.Elements.Select(one => ParseParameter(name, one)) ?? [];
        return new WorkerClass(name, "", WorkerSource.Schema, location)
        {
            Options = new EquatableArray<WorkerOption>(
                job["options"]?.Members.Select(one => new WorkerOption(one.Key, Spell(one.Value))) ?? []),
            Push = new WorkerMethod(method, location, new EquatableArray<WorkerParameter>(parameters)),
        };
    }

    private WorkerParameter ParseParameter(string job, JsonNode parameter)
    {
        WorkerParameterKind? kind = (parameter["kind"]?.Text ?? "req") switch
        {
            "req" => WorkerParameterKind.Required,
            "opt" => WorkerParameterKind.Optional,
            "rest" => WorkerParameterKind.Rest,
            "keyreq" => WorkerParameterKind.RequiredKeyword,
            "key" => WorkerParameterKind.OptionalKeyword,
            "keyrest" => WorkerParameterKind.RestKeywords,
            _ => null,
        };
        if (kind is null)
        {
            Tell(parameter["kind"]!, job, "a kind is req, opt, rest, keyreq, key or keyrest, as Ruby's Method#parameters says");
        }

        return new WorkerParameter(parameter["name"] is { Kind: JsonNodeKind.String } name ? name.Text : "", kind ?? WorkerParameterKind.Required)
        {
            Type = SchemaTypes.Read(parameter, (place, rule) => Tell(place, job, rule)),
            Default = parameter["default"] is { } standard ? Spell(standard) : null,
        };
    }

    private string Spell(JsonNode value) => value.Kind == JsonNodeKind.String
        ? RubyLiteral.Quote(value.Text)
        : _source.ToString(value.Span);

    private LocationInfo Locate(TextSpan span) => new(_path, span, _source.Lines.GetLinePositionSpan(span));

    private void Tell(JsonNode place, string what, string rule) =>
        _diagnostics.Add(DiagnosticInfo.Create(WorkerDescriptors.SchemaInvalid, Locate(place.Span), what, rule));
}
