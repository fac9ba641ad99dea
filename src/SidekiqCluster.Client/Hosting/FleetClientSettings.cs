namespace SidekiqCluster;

/// <summary>
/// How an application reaches a fleet: section <c>SidekiqCluster:Client</c> of the configuration, then its subsection of the client's name,
/// then the connection string of that name, then the code.
/// </summary>
public sealed class FleetClientSettings
{
    /// <summary>The section of the configuration that this is read from.</summary>
    public const string SectionName = "SidekiqCluster:Client";

    /// <summary>The cluster's own Redis, where the silos write themselves down; a connection string or URL. Never printed.</summary>
    /// <value>Default null: as section <c>Orleans:Clustering</c> says, which an app host injects.</value>
    public string? ConnectionString { get; set; }

    /// <summary>Which of several clusters of one store. Not used where section <c>Orleans</c> says it.</summary>
    /// <value>Default <c>default</c>.</value>
    public string ClusterId { get; set; } = "default";

    /// <summary>Whether no health check is added that asks the fleet for its shards.</summary>
    /// <value>Default false.</value>
    public bool DisableHealthChecks { get; set; }

    /// <summary>Whether calls to silos are not traced.</summary>
    /// <value>Default false.</value>
    public bool DisableTracing { get; set; }

    /// <summary>Whether nothing of the cluster client is measured.</summary>
    /// <value>Default false.</value>
    public bool DisableMetrics { get; set; }
}
