using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Jobs that wait in queues and sets, and those at work.</summary>
internal static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder api)
    {
        api.MapGet("/jobs", static (string[]? @in, string? where, string? order, int? limit, string? cursor) => new VerbResult(new JobListVerb
        {
            In = Parameter.RequiredSources(@in),
            Where = Parameter.Filter(where) ?? JobFilter.All,
            Order = Parameter.Order(order),
            Limit = limit is null or (> 0 and <= MostOfAPage)
                    ? limit ?? JobQuery.DefaultLimit
                    : throw RequestException.Bad($"'limit' is {limit}; use 1 to {MostOfAPage}, or /jobs/export for all."),
            Cursor = cursor,
        }))
            .WithSummary("A page of the jobs of queues and sets that match; its cursor goes on.")
            .Answers(AnswerShapes.Jobs);
        api.MapGet("/jobs/export", static (string[]? @in, string? where, string? order) => new VerbResult(new JobStreamVerb
        {
            In = Parameter.RequiredSources(@in),
            Where = Parameter.Filter(where) ?? JobFilter.All,
            Order = Parameter.Order(order),
        }))
            .WithSummary("All jobs that match, sent as they are read; best as JSON lines (Accept: application/x-ndjson).")
            .Answers(AnswerShapes.ExportedJobs);
        api.MapGet("/jobs/count", static (string[]? @in, string? where, string? by) => new VerbResult(new JobCountVerb
        {
            In = Parameter.RequiredSources(@in),
            Where = Parameter.Filter(where) ?? JobFilter.All,
            By = Parameter.Field(by),
        }))
            .WithSummary("How many jobs match, in all or by the values of a field.")
            .Answers(AnswerShapes.JobCount);
        api.MapGet("/jobs/{jid}", static (string jid) => new VerbResult(new JobLookupVerb { Jids = [jid], ShowDetails = true }))
            .WithSummary("All about a job, wherever it is: queues, sets, running work.")
            .Answers(AnswerShapes.FoundJobs)
            .MayMiss();
        api.MapGet("/jobs/find", static (string[] jid) => new VerbResult(new JobLookupVerb { Jids = jid }))
            .WithSummary("Where several jobs are.")
            .Answers(AnswerShapes.FoundJobs)
            .MayMiss();
    }

    /// <summary>A page is held in memory as a whole.</summary>
    private const int MostOfAPage = 10_000;
}
