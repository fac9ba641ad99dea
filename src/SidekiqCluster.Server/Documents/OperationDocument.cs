using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Server.Streams;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Documents;

/// <summary>Says of an operation what it takes and what it answers, with values to try.</summary>
internal sealed class OperationDocument : IOpenApiOperationTransformer
{
    private static readonly (string Name, string Description)[] Shared =
    [
        (ShardChoice.ShardsName, "Which shards: names, globs or labels, such as 'eu-*,us-1 env=prod'; all when left out."),
        (ShardChoice.StalenessName, "How old answers may be, such as 500ms; 0s reads through. 2s when left out."),
        (ShardChoice.TimeoutName, "How long one shard is waited for, such as 2s, which is when left out."),
    ];

    private static readonly JsonShape Problem = JsonShape.Object(
        ("title", JsonShape.Text),
        ("status", JsonShape.Whole),
        ("detail", JsonShape.Text with { IsOptional = true }),
        ("shards", JsonShape.ListOf(JsonShape.Object(("shard", JsonShape.Text), ("error", JsonShape.Text.OrNull))) with { IsOptional = true })) with
    {
        Name = "Problem",
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var notes = context.Description.ActionDescriptor.EndpointMetadata;
        var schemas = new Schemas(context.Document!);
        var answer = notes.OfType<AnswerShape>().Last();
        var isAct = context.Description.HttpMethod == HttpMethods.Post;
        TellParameters(operation);
        if (notes.OfType<BodyNote>().LastOrDefault() is { } body)
        {
            TellBody(operation, body, schemas);
        }

        operation.Responses = new OpenApiResponses { ["200"] = AnswerOf(answer, isAct, schemas) };
        if (IsTagged(answer, isAct))
        {
            operation.Responses["304"] = new OpenApiResponse { Description = "The client has the answer already." };
        }

        foreach (var status in StatusesOf(operation, answer, notes.OfType<MissingNote>().Any()))
        {
            operation.Responses[$"{status}"] = new OpenApiResponse
            {
                Description = $"{ReasonPhrases.GetReasonPhrase(status)}: what is wrong, and what to do about it.",
                Content = Content((Problems.MediaType, schemas.Of(Problem))),
            };
        }

        return Task.CompletedTask;
    }

    private static void TellParameters(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            parameter.Description ??= ParameterNotes.DescriptionOf(parameter.Name!);
            parameter.Required |= parameter.Name == ParameterNotes.Sources;
            parameter.Example ??= ParameterNotes.ExampleOf(parameter);
        }

        foreach (var (name, description) in Shared)
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }

    private static void TellBody(OpenApiOperation operation, BodyNote note, Schemas schemas)
    {
        if (note.Shape is { } shape)
        {
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Content((note.MediaType, schemas.Of(shape))) };
        }

        operation.RequestBody!.Content![note.MediaType].Example = note.MediaType == BodyNote.Json ? JsonNode.Parse(note.Example) : (JsonNode)note.Example;
    }

    private static OpenApiResponse AnswerOf(AnswerShape answer, bool isAct, Schemas schemas)
    {
        if (answer.IsEvents)
        {
            return new OpenApiResponse
            {
                Description = "Server-sent events named 'stats'; the data of each is such JSON on one line.",
                Content = Content((EventWriter.MediaType, schemas.Of(answer.Whole))),
            };
        }

        if (answer.Row is null)
        {
            return new OpenApiResponse { Description = "The answer.", Content = Content((answer.FileType ?? AnswerMediaType.Json.Name, schemas.Of(answer.Whole))) };
        }

        return new OpenApiResponse
        {
            Description = "The answer: as one value, JSON or MessagePack, with how each shard fared; or just its rows, as JSON a line, CSV or a table."
                + (isAct ? " As server-sent events: 'progress' while it runs, then 'result' with the JSON, or 'error' with a problem." : string.Empty),
            Headers = answer.IsStreamed ? null : HeadersOf(isAct),
            Content = Content(
                [.. (isAct ? AnswerMediaType.OfActs : AnswerMediaType.OfReads).Select(type => (type.Name, schemas.Of(SchemaOf(type, answer))))]),
        };
    }

    private static Dictionary<string, IOpenApiHeader> HeadersOf(bool isAct)
    {
        var headers = new Dictionary<string, IOpenApiHeader>
        {
            [AnswerResponse.MissingHeader] = Header("The shards that did not answer; left out when all did."),
            [AnswerResponse.CursorHeader] = Header("What gives the next page; left out when there is none."),
        };
        if (!isAct)
        {
            headers["ETag"] = Header("What the answer says, but for what passes by itself; with If-None-Match, 304 says that it is the same.");
        }

        return headers;
    }

    private static JsonShape SchemaOf(AnswerMediaType type, AnswerShape answer) => type.Format switch
    {
        _ when type == AnswerMediaType.Events => JsonShape.Text,
        _ when type == AnswerMediaType.Packed && answer.IsStreamed => answer.Row!,
        OutputFormat.Json => answer.Whole,
        OutputFormat.Jsonl => answer.Row!,
        _ => JsonShape.Text,
    };

    private static bool IsTagged(AnswerShape answer, bool isAct) => !isAct && answer is { Row: not null, IsStreamed: false };

    private static IEnumerable<int> StatusesOf(OpenApiOperation operation, AnswerShape answer, bool mayMiss)
    {
        int[] always =
        [
            StatusCodes.Status400BadRequest,
            StatusCodes.Status401Unauthorized,
            StatusCodes.Status403Forbidden,
            StatusCodes.Status503ServiceUnavailable,
        ];
        return
        [
            .. always,
            .. mayMiss ? [StatusCodes.Status404NotFound] : Array.Empty<int>(),
            .. answer.Row is null ? [] : new[] { StatusCodes.Status406NotAcceptable },
            .. operation.RequestBody is null ? [] : new[] { StatusCodes.Status413PayloadTooLarge },
            .. operation.RequestBody?.Content?.ContainsKey(BodyNote.Json) == true ? new[] { StatusCodes.Status415UnsupportedMediaType } : [],
        ];
    }

    private static Dictionary<string, OpenApiMediaType> Content(params (string Type, IOpenApiSchema Schema)[] forms) =>
        forms.ToDictionary(static form => form.Type, static form => new OpenApiMediaType { Schema = form.Schema });

    private static OpenApiHeader Header(string description) => new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
