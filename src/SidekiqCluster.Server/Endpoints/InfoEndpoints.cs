using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>The servers behind the shards.</summary>
internal static class InfoEndpoints
{
    public static void MapInfo(this IEndpointRouteBuilder api) =>
        api.MapGet("/info", static () => new VerbResult(new InfoVerb()))
            .WithSummary("The servers behind the shards: kind, version, memory, and what is degraded on them.")
            .Answers(AnswerShapes.Servers);
}
