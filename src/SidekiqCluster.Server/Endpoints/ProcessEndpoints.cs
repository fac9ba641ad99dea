using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Living processes.</summary>
internal static class ProcessEndpoints
{
    public static void MapProcesses(this IEndpointRouteBuilder api)
    {
        api.MapGet("/processes", static () => new VerbResult(new ProcessListVerb())).WithSummary("Living processes: threads, memory, queues.")
            .Answers(AnswerShapes.Processes);
        api.MapGet("/processes/{identity}", static (string identity) => new VerbResult(new ProcessShowVerb { Identity = identity }))
            .WithSummary("All about one living process.")
            .Answers(AnswerShapes.Processes)
            .MayMiss();
        api.MapPost("/processes/quiet", static (ProcessBody body) => Signal("quiet", body)).WithSummary("Tells processes to take no more jobs.")
            .Answers(AnswerShapes.Signals)
            .MayMiss()
            .Takes("""{"ids":["web-1:4711:0123456789ab"]}""");
        api.MapPost("/processes/stop", static (ProcessBody body) => Signal("stop", body))
            .WithSummary("Tells processes to stop: to finish their jobs within their time limit, and give back the rest.")
            .Answers(AnswerShapes.Signals)
            .MayMiss()
            .Takes("""{"ids":["web-1:4711:0123456789ab"]}""");
        api.MapPost("/processes/dump", static (ProcessBody body) => Signal("dump", body))
            .WithSummary("Tells processes to write the backtraces of their threads to their logs.")
            .Answers(AnswerShapes.Signals)
            .MayMiss()
            .Takes("""{"ids":["web-1:4711:0123456789ab"]}""");
        api.MapPost("/processes/prune", static () => new VerbResult(new ProcessPruneVerb()))
            .WithSummary("Takes processes off the list whose record has expired.")
            .Answers(AnswerShapes.Pruned);
    }

    private static VerbResult Signal(string signal, ProcessBody body) => new(new ProcessSignalVerb
    {
        Signal = signal,
        Identities = body.Ids ?? [],
        All = body.All,
        Wait = Parameter.Duration("wait", body.Wait),
    });

    /// <summary>Which processes.</summary>
    /// <param name="Ids">Their identities, hostname:pid:nonce.</param>
    /// <param name="All">All living ones instead.</param>
    /// <param name="Wait">How long to wait at most until they have done it, such as 1m; not at all when left out.</param>
    internal sealed record ProcessBody(string[]? Ids, bool All, string? Wait);
}
