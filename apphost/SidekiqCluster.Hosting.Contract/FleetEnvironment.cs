namespace SidekiqCluster.Hosting;

/// <summary>
/// The environment variables by which an app host tells servers which shards there are: <c>SidekiqCluster__Shards__0__Name</c> and so on,
/// each with a connection string of its own, <c>ConnectionStrings__KEY</c>.
/// </summary>
public static class FleetEnvironment
{
    /// <summary>The section of the configuration that lists the shards.</summary>
    public const string ShardsSection = "SidekiqCluster:Shards";

    /// <summary>The setting of a shard that is its name.</summary>
    public const string Name = "Name";

    /// <summary>The setting of a shard that names its connection string.</summary>
    public const string ServiceKey = "ServiceKey";

    /// <summary>The setting of a shard that is the namespace before every key.</summary>
    public const string Prefix = "Prefix";

    /// <summary>The setting of a shard that says whether reads go to a replica.</summary>
    public const string PreferReplica = "PreferReplica";

    /// <summary>The settings of a shard that it is chosen by.</summary>
    public const string Labels = "Labels";

    /// <summary>The cluster and the service of Orleans, unless an app host says otherwise.</summary>
    public const string ClusterId = "sidekiq-cluster";

    /// <summary>The environment variable of a setting of a shard.</summary>
    /// <param name="shard">Which shard, from 0 on.</param>
    /// <param name="setting">The setting, such as <see cref="ServiceKey"/>.</param>
    public static string VariableOf(int shard, string setting) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Variable(ShardsSection)}__{shard}__{setting}");

    /// <summary>The environment variable of a label of a shard.</summary>
    /// <param name="shard">Which shard, from 0 on.</param>
    /// <param name="label">The label's name.</param>
    public static string LabelOf(int shard, string label) => $"{VariableOf(shard, Labels)}__{label}";

    /// <summary>The environment variable of a connection string.</summary>
    /// <param name="key">Its name.</param>
    public static string ConnectionStringOf(string key) => $"ConnectionStrings__{key}";

    private static string Variable(string section) => section.Replace(":", "__", StringComparison.Ordinal);
}
