using Microsoft.AspNetCore.Mvc;
using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Pushing jobs.</summary>
internal static class PushEndpoints
{
    private const long MostBulkBytes = 1L << 30;

    public static void MapPush(this IEndpointRouteBuilder api)
    {
        api.MapPost("/push", static async (HttpRequest request, TimeProvider clock) =>
                new VerbResult(new PushVerb { Job = await PushedJob.ReadAsync(request, clock.GetUtcNow()) }))
            .WithSummary("Pushes a job, a JSON object of Sidekiq's fields, to one shard (shards=NAME).")
            .Answers(AnswerShapes.Pushed)
            .Takes(BodyNote.Json, BodyShapes.NewJob, """{"class":"HardJob","args":[1,"two"],"queue":"default"}""");
        api.MapPost("/push/bulk", static () => new VerbResult(new PushBulkVerb { Input = RequestBody.Name }))
            .WithMetadata(new RequestSizeLimitAttribute(MostBulkBytes))
            .WithSummary("Pushes many jobs, a JSON object of Sidekiq's fields a line, to one shard (shards=NAME).")
            .Answers(AnswerShapes.Operation)
            .Takes(BodyNote.JsonLines, BodyShapes.NewJob, "{\"class\":\"HardJob\",\"args\":[1]}\n{\"class\":\"HardJob\",\"args\":[2]}\n");
    }
}
