using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SidekiqCluster.Hosting;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>Nothing of the catalogue is missing, and the document tells of all there is.</summary>
public sealed class RouteTests(FixtureServer fixture) : IClassFixture<FixtureServer>
{
    /// <summary>Where each verb is.</summary>
    private static readonly Dictionary<Type, string[]> Routes = new()
    {
        [typeof(StatsVerb)] = ["GET /api/v1/stats"],
        [typeof(HistoryVerb)] = ["GET /api/v1/history"],
        [typeof(StatsResetVerb)] = ["POST /api/v1/stats/reset"],
        [typeof(InfoVerb)] = ["GET /api/v1/info"],
        [typeof(QueueListVerb)] = ["GET /api/v1/queues"],
        [typeof(QueueShowVerb)] = ["GET /api/v1/queues/{name}"],
        [typeof(QueuePauseVerb)] = ["POST /api/v1/queues/{name}/pause", "POST /api/v1/queues/{name}/unpause"],
        [typeof(QueueClearVerb)] = ["POST /api/v1/queues/{name}/clear"],
        [typeof(SetClearVerb)] = ["POST /api/v1/sets/{set}/clear"],
        [typeof(SetTrimVerb)] = ["POST /api/v1/sets/{set}/trim"],
        [typeof(JobListVerb)] = ["GET /api/v1/jobs"],
        [typeof(JobStreamVerb)] = ["GET /api/v1/jobs/export"],
        [typeof(JobCountVerb)] = ["GET /api/v1/jobs/count"],
        [typeof(JobLookupVerb)] = ["GET /api/v1/jobs/{jid}", "GET /api/v1/jobs/find"],
        [typeof(JobDeleteVerb)] = ["POST /api/v1/jobs/delete"],
        [typeof(JobRetryVerb)] = ["POST /api/v1/jobs/retry"],
        [typeof(JobKillVerb)] = ["POST /api/v1/jobs/kill"],
        [typeof(JobEnqueueVerb)] = ["POST /api/v1/jobs/enqueue"],
        [typeof(JobRescheduleVerb)] = ["POST /api/v1/jobs/reschedule"],
        [typeof(JobMoveVerb)] = ["POST /api/v1/jobs/move"],
        [typeof(JobRestoreVerb)] = ["POST /api/v1/jobs/restore"],
        [typeof(ProcessListVerb)] = ["GET /api/v1/processes"],
        [typeof(ProcessShowVerb)] = ["GET /api/v1/processes/{identity}"],
        [typeof(ProcessSignalVerb)] = ["POST /api/v1/processes/quiet", "POST /api/v1/processes/stop", "POST /api/v1/processes/dump"],
        [typeof(ProcessPruneVerb)] = ["POST /api/v1/processes/prune"],
        [typeof(WorkListVerb)] = ["GET /api/v1/work"],
        [typeof(WorkFindVerb)] = ["GET /api/v1/work/{jid}"],
        [typeof(MetricsTopVerb)] = ["GET /api/v1/metrics"],
        [typeof(MetricsJobVerb)] = ["GET /api/v1/metrics/{class}"],
        [typeof(DeployListVerb)] = ["GET /api/v1/deploys"],
        [typeof(DeployMarkVerb)] = ["POST /api/v1/deploys"],
        [typeof(ShardListVerb)] = ["GET /api/v1/shards"],
        [typeof(ShardAddVerb)] = ["POST /api/v1/shards"],
        [typeof(ShardRemoveVerb)] = ["POST /api/v1/shards/{shard}/remove"],
        [typeof(IterationShowVerb)] = ["GET /api/v1/iterations/{jid}"],
        [typeof(IterationCancelVerb)] = ["POST /api/v1/iterations/{jid}/cancel"],
        [typeof(ProfileListVerb)] = ["GET /api/v1/profiles"],
        [typeof(PushVerb)] = ["POST /api/v1/push"],
        [typeof(PushBulkVerb)] = ["POST /api/v1/push/bulk"],
        [typeof(ProfileSaveVerb)] = ["GET /api/v1/profiles/{key}"],
        [typeof(SchemaCheckVerb)] = ["POST /api/v1/schema/check"],
        [typeof(SchemaInferVerb)] = ["GET /api/v1/schema"],
    };

    private HashSet<string> Mapped =>
    [
        .. from endpoint in fixture.Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
           select $"{method} {endpoint.RoutePattern.RawText}",
    ];

    [Fact]
    public void Verbs_All_HaveTheirRoute()
    {
        var verbs = typeof(Verb).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Verb)) && !type.IsAbstract);

        Assert.Equal(verbs.OrderBy(type => type.Name), Routes.Keys.OrderBy(type => type.Name));
        Assert.Empty(Routes.Values.SelectMany(routes => routes).Except(Mapped));
    }

    [Fact]
    public void Commands_OfAnAppHost_AreMapped()
    {
        string[] commands = [FleetCommands.Quiet, FleetCommands.Stop, FleetCommands.Retry];

        Assert.Empty(commands.Select(path => $"POST {path}").Except(Mapped));
        Assert.Contains("POST /api/v1/sets/{set}/clear", Mapped);
        Assert.Equal("/api/v1/sets/dead/clear", FleetCommands.ClearDead);
    }

    [Theory]
    [InlineData(FleetPages.Reference)]
    [InlineData(FleetPages.Document)]
    [InlineData(FleetPages.Stats)]
    [InlineData(FleetPages.Metrics)]
    public async Task Pages_ThatAnAppHostLinksTo_AreThere(string path)
    {
        using var answer = await fixture.Server.GetAsync(path);

        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Document_OfTheApi_TellsOfEveryRoute()
    {
        var document = System.Text.Json.JsonElement.Parse(await fixture.Server.ReadAsync("/openapi/v1.json"));

        var told = from path in document.GetProperty("paths").EnumerateObject()
                   from operation in path.Value.EnumerateObject()
                   where operation.Value.GetProperty("summary").GetString() is { Length: > 0 }
                   select $"{operation.Name.ToUpperInvariant()} {path.Name}";
        Assert.Empty(Mapped.Where(route => route.Contains(Api.Prefix, StringComparison.Ordinal)).Except(told));
    }

    [Fact]
    public async Task Page_ToTryTheApi_NeedsNothingFromElsewhere()
    {
        var page = await fixture.Server.ReadAsync("/reference/index.html", "text/html");

        Assert.Contains("swagger-ui", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
    }
}
