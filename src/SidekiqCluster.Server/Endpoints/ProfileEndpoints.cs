using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Profiles that jobs left behind.</summary>
internal static class ProfileEndpoints
{
    public static void MapProfiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/profiles", static () => new VerbResult(new ProfileListVerb()))
            .WithSummary("Profiles that jobs left behind in the last day (Sidekiq 8), latest expiry first.")
            .Answers(AnswerShapes.Profiles);
        api.MapGet("/profiles/{key}", static (string key) => new FileResult(new ProfileSaveVerb { Key = key, File = key }, AnswerShapes.Gzip))
            .WithSummary("A profile's data, gzipped JSON for https://profiler.firefox.com.")
            .Answers(AnswerShapes.ProfileData)
            .MayMiss();
    }
}
