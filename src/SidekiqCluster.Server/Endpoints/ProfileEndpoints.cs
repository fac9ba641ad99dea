using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Profiles that jobs left behind.</summary>
internal static class ProfileEndpoints
{
    public static void MapProfiles(this IEndpointRouteBuilder api) =>
        api.MapGet("/profiles", static () => new VerbResult(new ProfileListVerb()))
            .WithSummary("Profiles that jobs left behind in the last day (Sidekiq 8), latest expiry first.")
            .Answers(AnswerShapes.Profiles);
}
