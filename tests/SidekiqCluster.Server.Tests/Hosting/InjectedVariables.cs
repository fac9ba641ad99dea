using System.Globalization;
using SidekiqCluster.Hosting;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Server.Hosting;

/// <summary>The environment variables that an app host injects, for a fleet of two shards.</summary>
internal static class InjectedVariables
{
    /// <summary>Of a server: <c>WithReference(orleans).WithReference(fleet)</c>.</summary>
    public static Dictionary<string, string> OfServer(TestDatabase store, TestDatabase eu, TestDatabase us) => new(OfClient(store, eu, us))
    {
        ["Orleans__Reminders__ProviderType"] = "Redis",
        ["Orleans__Reminders__ServiceKey"] = "store",
        ["Orleans__GrainStorage__Default__ProviderType"] = "Redis",
        ["Orleans__GrainStorage__Default__ServiceKey"] = "store",
        ["Orleans__Endpoints__SiloPort"] = FreePort.Reserve().ToString(CultureInfo.InvariantCulture),
        ["Orleans__Endpoints__GatewayPort"] = FreePort.Reserve().ToString(CultureInfo.InvariantCulture),
        ["OTEL_SERVICE_NAME"] = "server",
    };

    /// <summary>Of a client: <c>WithReference(orleans.AsClient()).WithReference(fleet)</c>.</summary>
    public static Dictionary<string, string> OfClient(TestDatabase store, TestDatabase eu, TestDatabase us) => new()
    {
        ["Orleans__ClusterId"] = "jobs",
        ["Orleans__ServiceId"] = "jobs",
        ["Orleans__EnableDistributedTracing"] = "true",
        ["Orleans__Clustering__ProviderType"] = "Redis",
        ["Orleans__Clustering__ServiceKey"] = "store",
        [FleetEnvironment.ConnectionStringOf("store")] = store.ConnectionString,
        [FleetEnvironment.VariableOf(0, FleetEnvironment.Name)] = "eu-1",
        [FleetEnvironment.VariableOf(0, FleetEnvironment.ServiceKey)] = "eu1",
        [FleetEnvironment.VariableOf(0, FleetEnvironment.Prefix)] = string.Empty,
        [FleetEnvironment.LabelOf(0, "env")] = "prod",
        [FleetEnvironment.ConnectionStringOf("eu1")] = eu.ConnectionString,
        [FleetEnvironment.VariableOf(1, FleetEnvironment.Name)] = "us-1",
        [FleetEnvironment.VariableOf(1, FleetEnvironment.ServiceKey)] = "us1",
        [FleetEnvironment.VariableOf(1, FleetEnvironment.Prefix)] = "shop:",
        [FleetEnvironment.ConnectionStringOf("us1")] = us.ConnectionString,
        ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Reserve()}",
        ["OTEL_SERVICE_NAME"] = "watcher",
    };
}
