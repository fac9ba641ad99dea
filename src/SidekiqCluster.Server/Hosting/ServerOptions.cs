using System.ComponentModel.DataAnnotations;

namespace SidekiqCluster.Server.Hosting;

/// <summary>The server: section <c>SidekiqCluster:Server</c> of the configuration.</summary>
internal sealed class ServerOptions
{
    /// <summary>The section of the configuration that this is read from.</summary>
    public const string SectionName = "SidekiqCluster:Server";

    /// <summary>
    /// The cluster's own Redis, a connection string or URL; never a shard. Null where <c>Orleans:Clustering</c> says how silos find
    /// each other, as an app host does.
    /// </summary>
    public string? Store { get; set; }

    /// <summary>Which of several clusters of one store.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>For other silos on this address; 0 for a free port.</summary>
    [Range(0, ushort.MaxValue)]
    public int SiloPort { get; set; }

    /// <summary>For cluster clients; 0 for a free port.</summary>
    [Range(0, ushort.MaxValue)]
    public int GatewayPort { get; set; }

    /// <summary>The address that other silos and cluster clients reach this one at.</summary>
    /// <value>Default 127.0.0.1: a cluster of this machine alone.</value>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>How long requests may still run when the server is asked to end; then their connections are closed, and it leaves the cluster.</summary>
    /// <value>Default 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Drain { get; set; } = TimeSpan.FromSeconds(30);
}
