using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Server.Streams;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Totals and their history.</summary>
internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder api)
    {
        api.MapGet("/stats", static () => new VerbResult(new StatsVerb()))
            .WithSummary("Totals: processed, failed, busy, enqueued, scheduled, retries, dead; the sum and each shard's part.")
            .Answers(AnswerShapes.Stats);
        api.MapGet("/stats/events", static (string? interval) => new StatsEvents(IntervalOf(interval)))
            .WithSummary("The totals as server-sent events: at once, then whenever they change, until the client goes.")
            .Answers(AnswerShapes.StatsEvents);
        api.MapGet("/history", static (int? days, DateOnly? from) => new VerbResult(new HistoryVerb { Days = days ?? HistoryVerb.DefaultDays, From = from }))
            .WithSummary("Processed and failed jobs by day (UTC), newest first.")
            .Answers(AnswerShapes.History);
        api.MapPost("/stats/reset", static (StatsResetBody? body) => new VerbResult(new StatsResetVerb { Counters = body?.Counters ?? [] }))
            .WithSummary("Sets all-time counters to zero; the history by day stays. For admins.")
            .Answers(AnswerShapes.Reset)
            .Takes("""{"counters":["failed"]}""");
    }

    private static TimeSpan? IntervalOf(string? text) => Parameter.Duration("interval", text) is not { } interval
        ? null
        : interval >= TimeSpan.FromMilliseconds(100) && interval <= TimeSpan.FromHours(1)
            ? interval
            : throw RequestException.Bad($"'interval' is '{text}'; use a duration from 100ms to 1h.");

    /// <summary>Which counters.</summary>
    /// <param name="Counters">processed, failed; none for both.</param>
    internal sealed record StatsResetBody(string[]? Counters);
}
