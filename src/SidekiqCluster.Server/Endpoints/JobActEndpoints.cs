using Microsoft.AspNetCore.Mvc;
using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Acts on jobs: those that are named, or all of some sources that match.</summary>
internal static class JobActEndpoints
{
    private const long MostSavedBytes = 1L << 30;

    private const string SavedJobExample =
        "{\"chunk\":\"1\",\"shard\":\"eu-1\",\"source\":\"dead\",\"score\":1795445759.5,\"raw\":\"{\\\"class\\\":\\\"HardJob\\\",\\\"args\\\":[],\\\"jid\\\":\\\"0123456789abcdef01234567\\\"}\"}\n";

    public static void MapJobActs(this IEndpointRouteBuilder api)
    {
        api.MapPost("/jobs/delete", static (JobChoiceBody body) => Act(body, new JobDeleteVerb()))
            .WithSummary("Removes jobs for good, malformed ones too.")
            .Answers(AnswerShapes.Operation)
            .Takes("""{"in":["dead"],"where":"class:HardJob","dry_run":true}""");
        api.MapPost("/jobs/retry", static (JobRetryBody body) =>
                Act(body, new JobRetryVerb { Spread = Parameter.Duration("spread", body.Spread) ?? TimeSpan.Zero }))
            .WithSummary("Puts jobs of sets back into their queues, with one retry less counted.")
            .Answers(AnswerShapes.Operation)
            .Takes("""{"in":["retry"],"where":"error:*Timeout*","limit":100,"spread":"10m","dry_run":true}""");
        api.MapPost("/jobs/kill", static (JobChoiceBody body) => Act(body, new JobKillVerb()))
            .WithSummary("Moves jobs to the dead set, which is not trimmed.")
            .Answers(AnswerShapes.Operation)
            .Takes("""{"in":["retry"],"where":"error:*NotFound*","dry_run":true}""");
        api.MapPost("/jobs/enqueue", static (JobChoiceBody body) => Act(body, new JobEnqueueVerb()))
            .WithSummary("Puts jobs of sets into their queues as they are, as the scheduler would.")
            .Answers(AnswerShapes.Operation)
            .Takes("""{"in":["scheduled"],"all":true,"limit":10,"dry_run":true}""");
        api.MapPost("/jobs/reschedule", static (JobRescheduleBody body) => Act(body, new JobRescheduleVerb
        {
            At = Parameter.Time("at", body.At) ?? throw RequestException.Bad("'at' is missing; say when the jobs are due, such as +2h."),
            Spread = Parameter.Duration("spread", body.Spread) ?? TimeSpan.Zero,
        }))
            .WithSummary("Gives jobs of sets another time.")
            .Answers(AnswerShapes.Operation)
            .Takes("""{"in":["retry"],"all":true,"at":"+2h","spread":"10m","dry_run":true}""");
        api.MapPost("/jobs/move", static (JobMoveBody body) => Act(body, new JobMoveVerb
        {
            To = body.To ?? throw RequestException.Bad("'to' is missing; name the queue that the jobs go to."),
        }))
            .WithSummary("Moves jobs to another queue, which they then name as theirs.")
            .Answers(AnswerShapes.Operation)
            .Takes("""{"in":["queue:default"],"all":true,"to":"low","dry_run":true}""");
        api.MapPost("/jobs/restore", static (double? rate, [FromQuery(Name = "dry_run")] bool? dryRun) => new VerbResult(new JobRestoreVerb
        {
            Input = RequestBody.Name,
            Rate = rate is null or > 0 ? rate : throw RequestException.Bad($"'rate' is {rate}; use a positive number of jobs a second."),
            DryRun = dryRun ?? false,
        }))
            .WithMetadata(new RequestSizeLimitAttribute(MostSavedBytes))
            .WithSummary("Puts deleted jobs back exactly: JSON lines, as 'job delete --save' writes them.")
            .Answers(AnswerShapes.Operation)
            .Takes(BodyNote.JsonLines, BodyShapes.SavedJob, SavedJobExample);
    }

    private static VerbResult Act(JobChoiceBody body, JobActVerb act) => new(body.Choose(act));
}
