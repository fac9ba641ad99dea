using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Jobs that run now.</summary>
internal static class WorkEndpoints
{
    public static void MapWork(this IEndpointRouteBuilder api)
    {
        api.MapGet("/work", static (string? where) => new VerbResult(new WorkListVerb { Where = Parameter.Filter(where) ?? JobFilter.All }))
            .WithSummary("Jobs that run now, as of the processes' last heartbeats; longest running first.")
            .Answers(AnswerShapes.Work);
        api.MapGet("/work/{jid}", static (string jid) => new VerbResult(new WorkFindVerb { Jid = jid }))
            .WithSummary("Which thread runs a job, and since when.")
            .Answers(AnswerShapes.FoundWork)
            .MayMiss();
    }
}
