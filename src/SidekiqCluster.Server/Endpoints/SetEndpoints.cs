using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>The scheduled, the retry and the dead set.</summary>
internal static class SetEndpoints
{
    public static void MapSets(this IEndpointRouteBuilder api)
    {
        api.MapPost("/sets/{set}/clear", static (string set, RemovalBody? body) => new VerbResult(new SetClearVerb { Set = set, DryRun = body?.DryRun ?? false }))
            .WithSummary("Removes all jobs of a set (scheduled, retry or dead) at once.")
            .Answers(AnswerShapes.Operation)
            .Takes("""{"dry_run":true}""");
        api.MapPost("/sets/{set}/trim", static (string set, TrimBody body) => new VerbResult(new SetTrimVerb
        {
            Set = set,
            MaxJobs = body.MaxJobs,
            MaxAge = Parameter.Duration("max_age", body.MaxAge),
            DryRun = body.DryRun,
        }))
            .WithSummary("Removes the oldest dead jobs: those above a number, or beyond an age.")
            .Answers(AnswerShapes.Operation)
            .Takes("""{"max_jobs":1000,"max_age":"30d","dry_run":true}""");
    }

    /// <summary>How many dead jobs stay.</summary>
    /// <param name="MaxJobs">How many at most, the youngest.</param>
    /// <param name="MaxAge">How long ago those that stay died at most, such as 180d.</param>
    /// <param name="DryRun">Whether to tell how many would be removed, and change nothing.</param>
    internal sealed record TrimBody(int? MaxJobs, string? MaxAge, bool DryRun);
}
