using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Iterable jobs.</summary>
internal static class IterationEndpoints
{
    public static void MapIterations(this IEndpointRouteBuilder api)
    {
        api.MapGet("/iterations/{jid}", static (string jid) => new VerbResult(new IterationShowVerb { Jid = jid }))
            .WithSummary("How far an iterable job has come.")
            .Answers(AnswerShapes.Iterations)
            .MayMiss();
        api.MapPost("/iterations/{jid}/cancel", static (string jid) => new VerbResult(new IterationCancelVerb { Jid = jid }))
            .WithSummary("Cancels an iterable job: it ends at its next step, or as soon as it starts.")
            .Answers(AnswerShapes.Cancellations)
            .MayMiss();
    }
}
