using System.Text.Json;

namespace SidekiqCluster.TypedJobs;

/// <summary>
/// Reads schema files into the schemas that the generator makes of them. The generator has a reader of its own, as it
/// cannot bring System.Text.Json along; a test compares the two over random files.
/// </summary>
internal static class SchemaFile
{
    private const string Version = "1";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static JobSchemas Read(ReadOnlyMemory<byte> json)
    {
        var isMarked = json.Span.StartsWith(ByteOrderMark);
        try
        {
            using var document = JsonDocument.Parse(isMarked ? json[ByteOrderMark.Length..] : json);
            return JobSchemas.Of([.. ReadJobs(new SchemaNode(document.RootElement, string.Empty))]);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The file is no JSON (line {(e.LineNumber ?? 0) + 1}).", e);
        }
        catch (ArgumentException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    /// <summary>Whether this is the name of a class in Ruby.</summary>
    public static bool IsConstant(string name) => name.Split("::").All(part =>
        part.Length > 0 && char.IsUpper(part[0]) && part.All(character => character == '_' || char.IsLetterOrDigit(character)));

    private static IEnumerable<JobSchema> ReadJobs(SchemaNode root)
    {
        if (root.Find("version")?.RawText != Version)
        {
            throw root.Fail("its \"version\" is 1");
        }

        if (root.Find("jobs") is not { IsObject: true } jobs)
        {
            throw root.Fail("\"jobs\" is an object of classes by name");
        }

        foreach (var (name, job) in jobs.Members())
        {
            yield return IsConstant(name)
                ? ReadJob(name, job.AsObject("a class"))
                : throw job.Fail("its name is a Ruby class, such as Billing::ChargeMerchant");
        }
    }

    private static JobSchema ReadJob(string name, SchemaNode job)
    {
        var api = job.Find("api")?.Text == "active_job" ? JobApi.ActiveJob : JobApi.Sidekiq;
        var parameters = job.Find("parameters")?.AsArray("\"parameters\"").Elements()
            .Select(one => SchemaFileParameter.Read(one.AsObject("a parameter"))).ToList() ?? [];
        return new JobSchema(name)
        {
            Api = api,
            Options = ReadOptions(job.Find("options")),
            Parameters = SchemaFileSignature.Of(parameters, api),
        };
    }

    private static JobOptions ReadOptions(SchemaNode? options)
    {
        var result = JobOptions.None;
        var others = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in options?.Members() ?? [])
        {
            switch (name, value.Kind)
            {
                case ("queue", JsonValueKind.String):
                    result = result with { Queue = value.Text };
                    break;
                case ("retry", JsonValueKind.True or JsonValueKind.False):
                    result = result with { Retry = value.IsTrue ? JobRetry.Always : JobRetry.Never };
                    break;
                case ("retry", JsonValueKind.Number) when value.Element.TryGetInt32(out var times) && times >= 0:
                    result = result with { Retry = JobRetry.Times(times) };
                    break;
                case ("tags", JsonValueKind.Array) when value.Elements().All(tag => tag.Kind == JsonValueKind.String):
                    result = result with { Tags = [.. value.Elements().Select(tag => tag.Text!)] };
                    break;
                default:
                    others.Add(new(name, value.RawText));
                    break;
            }
        }

        return others.Count == 0 ? result : result with { Others = others };
    }
}
