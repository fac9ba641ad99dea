using SidekiqCluster.Server.Requests;

namespace SidekiqCluster.Server.Endpoints;

/// <summary>All that the server answers to.</summary>
internal static class Api
{
    /// <summary>Where the API begins.</summary>
    public const string Prefix = "/api/v1";

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Prefix).RefuseUnknownParameters();
        api.MapStats();
        api.MapQueues();
        api.MapSets();
        api.MapJobs();
        api.MapJobActs();
        api.MapProcesses();
        api.MapWork();
        api.MapMetrics();
        api.MapDeploys();
        api.MapIterations();
        api.MapProfiles();
        api.MapInfo();
        api.MapPush();
        app.MapGroup(string.Empty).RefuseUnknownParameters().MapSidekiqStats();
    }
}
