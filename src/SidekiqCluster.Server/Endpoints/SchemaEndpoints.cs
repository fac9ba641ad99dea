using System.Runtime.InteropServices;
using System.Text.Json;
using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>What the arguments of worker classes are.</summary>
internal static class SchemaEndpoints
{
    public static void MapSchemas(this IEndpointRouteBuilder api)
    {
        api.MapGet("/schema", static (string[]? @in, string? where, int? sample) => new FileResult(
            new SchemaInferVerb
            {
                In = Parameter.RequiredSources(@in),
                Where = Parameter.Filter(where) ?? JobFilter.All,
                Sample = sample is null or >= 0
                    ? sample ?? SchemaInferVerb.DefaultSample
                    : throw RequestException.Bad($"'sample' is {sample}; use 0 for all, or a positive number."),
                IsForFile = true,
            },
            AnswerMediaType.Json.ContentType))
            .WithSummary("A schema file of what stored jobs have as arguments: types with counts, keys, examples. Of all shards, or not at all.")
            .Answers(AnswerShapes.SchemaFile);
        api.MapPost("/schema/check", static (SchemaCheckBody body) => new VerbResult(new SchemaCheckVerb
        {
            Schemas = body.Schemas is { Length: > 0 } schemas
                ? [.. schemas.Select(static (schema, place) => new SchemaText($"schemas[{place}]", JsonMarshal.GetRawUtf8Value(schema).ToArray()))]
                : throw RequestException.Bad("'schemas' is missing; give what stands in schema files (*.sidekiq.json)."),
            In = Parameter.RequiredSources(body.In),
            Where = Parameter.Filter(body.Where) ?? JobFilter.All,
        }))
            .WithSummary("Which stored jobs could not run, as their arguments do not fit the schema of their class.")
            .Answers(AnswerShapes.SchemaProblems)
            .Takes("""{"schemas":[{"version":1,"jobs":{"HardJob":{"parameters":[{"kind":"req","name":"who","type":"string"}]}}}],"in":["retry"]}""");
    }

    /// <summary>What to check.</summary>
    /// <param name="Schemas">What stands in schema files.</param>
    /// <param name="In">Where to look: queue:NAME, queues, scheduled, retry, dead, all.</param>
    /// <param name="Where">A filter; all jobs when left out.</param>
    internal sealed record SchemaCheckBody(JsonElement[]? Schemas, string[]? In, string? Where);
}
