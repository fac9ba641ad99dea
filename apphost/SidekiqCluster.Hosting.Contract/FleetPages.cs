namespace SidekiqCluster.Hosting;

/// <summary>What a dashboard can link to of a server: paths that a browser opens.</summary>
public static class FleetPages
{
    /// <summary>The page to try the API.</summary>
    public const string Reference = "/reference";

    /// <summary>The document of the API.</summary>
    public const string Document = "/openapi/v1.json";

    /// <summary>The totals of the fleet.</summary>
    public const string Stats = "/api/v1/stats";

    /// <summary>What Prometheus reads.</summary>
    public const string Metrics = "/metrics";
}
