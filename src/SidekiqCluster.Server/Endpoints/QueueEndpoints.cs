using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Queues.</summary>
internal static class QueueEndpoints
{
    public static void MapQueues(this IEndpointRouteBuilder api)
    {
        api.MapGet("/queues", static (bool? unregistered) => new VerbResult(new QueueListVerb { IncludeUnregistered = unregistered ?? false }))
            .WithSummary("Queues by size: latency, paused, registered.")
            .Answers(AnswerShapes.Queues);
        api.MapGet("/queues/{name}", static (string name) => new VerbResult(new QueueShowVerb { Name = name }))
            .WithSummary("One queue: size, latency, paused, registered.")
            .Answers(AnswerShapes.Queues)
            .MayMiss();
        api.MapPost("/queues/{name}/pause", static (string name) => new VerbResult(new QueuePauseVerb { Queue = name, Pauses = true }))
            .WithSummary("Lists a queue as paused, which Sidekiq Pro honours.")
            .Answers(AnswerShapes.Pauses)
            .MayMiss();
        api.MapPost("/queues/{name}/unpause", static (string name) => new VerbResult(new QueuePauseVerb { Queue = name, Pauses = false }))
            .WithSummary("Ends the pause of a queue.")
            .Answers(AnswerShapes.Pauses)
            .MayMiss();
        api.MapPost("/queues/{name}/clear", static (string name, RemovalBody? body) => new VerbResult(new QueueClearVerb { Queue = name, DryRun = body?.DryRun ?? false }))
            .WithSummary("Removes all jobs of a queue, and the queue from the list of queues.")
            .Answers(AnswerShapes.Operation)
            .Takes("""{"dry_run":true}""");
    }
}
