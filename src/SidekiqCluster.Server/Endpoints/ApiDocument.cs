using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Requests;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Says in the OpenAPI document what holds for every endpoint: the parameters that all take, and the forms of answers.</summary>
internal sealed class ApiDocument : IOpenApiDocumentTransformer
{
    private static readonly (string Name, string Description)[] Shared =
    [
        (ShardChoice.ShardsName, "Which shards: names, globs or labels, such as 'eu-*,us-1 env=prod'; all when left out."),
        (ShardChoice.StalenessName, "How old answers may be, such as 500ms; 0s reads through. 2s when left out."),
        (ShardChoice.TimeoutName, "How long one shard is waited for, such as 2s, which is when left out."),
    ];

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "SidekiqCluster";
        document.Info.Description = "The shards of a fleet: queues, sets, jobs, processes, metrics; read and acted on.";
        foreach (var operation in document.Paths.Values.SelectMany(static path => (path.Operations ?? []).Values))
        {
            foreach (var (name, description) in Shared)
            {
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Description = description,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                });
            }

            operation.Responses = new OpenApiResponses
            {
                ["200"] = new OpenApiResponse
                {
                    Description = "The answer, with how each shard fared.",
                    Content = AnswerMediaType.All.ToDictionary(static type => type.Name, static _ => new OpenApiMediaType()),
                },
                ["default"] = new OpenApiResponse
                {
                    Description = "What is wrong, and what to do about it.",
                    Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType() },
                },
            };
        }

        return Task.CompletedTask;
    }
}
