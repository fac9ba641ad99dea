using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SidekiqCluster.Server.Documents;

/// <summary>Says in the OpenAPI document what the API is, and how callers say who they are.</summary>
internal sealed class ApiDocument : IOpenApiDocumentTransformer
{
    private const string KeyScheme = "key";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "SidekiqCluster";
        document.Info.Description = "The shards of a fleet: queues, sets, jobs, processes, metrics; read and acted on.";
        document.AddComponent<IOpenApiSecurityScheme>(KeyScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key or a token; needed unless the server listens on its own machine alone.",
        });
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        return Task.CompletedTask;
    }
}
