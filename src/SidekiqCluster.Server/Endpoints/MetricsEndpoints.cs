using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>What job classes did lately.</summary>
internal static class MetricsEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder api)
    {
        api.MapGet("/metrics", static (int? minutes, int? hours, string? @class) =>
                new VerbResult(new MetricsTopVerb { Window = new MetricsSpan { Minutes = minutes, Hours = hours }, Class = @class }))
            .WithSummary("What each job class did lately, most time spent first.")
            .Answers(AnswerShapes.Metrics);
        api.MapGet("/metrics/{class}", static (string @class, int? minutes, int? hours) =>
                new VerbResult(new MetricsJobVerb { Class = @class, Window = new MetricsSpan { Minutes = minutes, Hours = hours } }))
            .WithSummary("What one job class did lately, bucket by bucket, with histograms of its durations.")
            .Answers(AnswerShapes.JobMetrics);
    }
}
