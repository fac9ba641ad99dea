using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Connections;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Hosting;
using SidekiqCluster.Server.Remote;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>All that the server answers to.</summary>
internal static class Api
{
    /// <summary>Where the API begins.</summary>
    public const string Prefix = "/api/v1";

    /// <summary>Where the page is on which the API can be tried.</summary>
    public const string ReferencePath = "/reference";

    private const string DocumentPath = "/openapi/{documentName}.json";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<Problems>();
        builder.Services.Configure<RouteHandlerOptions>(static routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(static json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        });
        builder.Services.AddSingleton<RunningVerbs>();
        builder.Services.AddSignalR(static hubs =>
        {
            // A verb waits for its caller's answers, and may be cancelled meanwhile.
            hubs.MaximumParallelInvocationsPerClient = 2;
            hubs.MaximumReceiveMessageSize = ServerHost.MostBodyBytes;
        }).AddJsonProtocol(static json => json.PayloadSerializerOptions = VerbCatalog.Json);
        builder.Services.AddOpenApi(static openApi => openApi.AddDocumentTransformer<ApiDocument>().AddOperationTransformer<OperationDocument>());
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi(DocumentPath);
        app.UseSwaggerUI(static page =>
        {
            page.RoutePrefix = ReferencePath.TrimStart('/');
            page.SwaggerEndpoint("/openapi/v1.json", "SidekiqCluster");
            page.DocumentTitle = "SidekiqCluster";
        });
        var api = app.MapGroup(Prefix).RefuseUnknownParameters();
        api.MapStats();
        api.MapQueues();
        api.MapSets();
        api.MapJobs();
        api.MapJobActs();
        api.MapProcesses();
        api.MapWork();
        api.MapMetrics();
        api.MapDeploys();
        api.MapIterations();
        api.MapProfiles();
        api.MapSchemas();
        api.MapInfo();
        api.MapShards();
        api.MapPush();
        app.MapHub<VerbHub>(VerbHubContract.Path, static hub => hub.Transports = HttpTransportType.WebSockets);
        app.MapGroup(string.Empty).RefuseUnknownParameters().MapSidekiqStats();
    }
}
