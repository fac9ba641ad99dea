using SidekiqCluster.Server.Answers;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Marked deploys.</summary>
internal static class DeployEndpoints
{
    public static void MapDeploys(this IEndpointRouteBuilder api)
    {
        api.MapGet("/deploys", static (int? days) => new VerbResult(new DeployListVerb { Days = days ?? DeployListVerb.DefaultDays }))
            .WithSummary("Marked deploys, newest first.")
            .Answers(AnswerShapes.Deploys);
        api.MapPost("/deploys", static (DeployBody body) =>
                new VerbResult(new DeployMarkVerb { Label = body.Label ?? string.Empty, At = Parameter.Time("at", body.At) }))
            .WithSummary("Marks a deploy, to be shown beside metrics. A minute has room for one mark.")
            .Answers(AnswerShapes.DeployMarks)
            .Takes("""{"label":"abc1234 Faster invoices"}""");
    }

    /// <summary>A deploy to mark.</summary>
    /// <param name="Label">What to show beside it, such as a commit.</param>
    /// <param name="At">When it was deployed; now when left out.</param>
    internal sealed record DeployBody(string? Label, string? At);
}
