using SidekiqCluster.Demo;
using SidekiqCluster.Hosting;
using SidekiqCluster.Server.Documents;
using SidekiqCluster.Server.Requests;
using SidekiqCluster.Verbs.Access;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>What only a demo can do.</summary>
internal static class DemoEndpoints
{
    private const int MostJobs = 100_000;

    public static void MapDemo(this WebApplication app, DemoFleet demo) =>
        app.MapGroup(string.Empty).RefuseUnknownParameters().MapPost(FleetCommands.Seed, async (HttpContext http, int? jobs) =>
            {
                http.GetCaller().Demand(VerbRole.Operator);
                var count = jobs is null or (> 0 and <= MostJobs)
                    ? jobs ?? 1_000
                    : throw RequestException.Bad($"'jobs' is {jobs}; use 1 to {MostJobs}.");
                await demo.PushAsync(count);
                return Results.Json(new { pushed = count });
            })
            .WithSummary("Pushes jobs to the shards of the demo.")
            .Answers(new AnswerShape(JsonShape.Object(("pushed", JsonShape.Whole))));
}
