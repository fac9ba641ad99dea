#pragma warning disable ASPIRECERTIFICATES001 // WithoutHttpsCertificate is still marked experimental.
using SidekiqCluster.Hosting;

var builder = DistributedApplication.CreateBuilder(args);
var hasContainers = !string.Equals(builder.Configuration["Redis:Mode"], "process", StringComparison.OrdinalIgnoreCase);

// Three Sidekiq installations, and a Redis of the cluster's own: its state never lives in a shard.
var fleet = builder.AddSidekiqCluster("fleet")
    .WithShard(AddRedis("eu1"), "eu-1", labels: [("env", "prod"), ("app", "shop")])
    .WithShard(AddRedis("us1"), "us-1", labels: [("env", "prod"), ("app", "payments")])
    .WithShard(AddRedis("legacy"), "legacy", keyPrefix: "crm:", labels: [("env", "staging"), ("app", "crm")]);
var store = AddRedis("store").AsOrleansRedisProvider();
var orleans = builder.AddOrleans("cluster")
    .WithClusterId(FleetEnvironment.ClusterId).WithServiceId(FleetEnvironment.ClusterId)
    .WithClustering(store).WithGrainStorage("Default", store).WithReminders(store);

var simulator = builder.AddProject<Projects.SidekiqCluster_Simulator>("simulator")
    .WithReference(fleet)
    .WithHttpHealthCheck(FleetCommands.LivePath)
    .WithSeedCommand();

var server = builder.AddProject<Projects.SidekiqCluster_Server>("server")
    .WithReference(orleans).WithReference(fleet)
    .WithReplicas(builder.Configuration.GetValue("Server:Replicas", 2))
    .WithHttpHealthCheck(FleetCommands.ReadyPath)
    .WithSidekiqLinks()
    .WithSidekiqCommands(fleet, "Faraday::ConnectionFailed", "Net::ReadTimeout");

builder.AddProject<Projects.SidekiqCluster_Watcher>("watcher")
    .WithReference(orleans.AsClient()).WithReference(fleet)
    .WaitFor(server);

// Real workers, where Ruby and Sidekiq are installed: --Ruby:Workers=true.
if (builder.Configuration.GetValue("Ruby:Workers", false))
{
    // Sidekiq reads the variable that REDIS_PROVIDER names; since version 7 it knows no key prefixes.
    foreach (var shard in fleet.Shards.Where(static shard => shard.KeyPrefix.Length == 0))
    {
        builder.AddExecutable($"worker-{shard.Redis.Resource.Name}", "sidekiq", ".", "-r", "./workers.rb", "-q", "default", "-q", "billing")
            .WithReference(shard.Redis)
            .WithEnvironment("REDIS_PROVIDER", $"{shard.Redis.Resource.Name.ToUpperInvariant()}_URI")
            .WithParentRelationship(simulator)
            .WaitFor(shard.Redis)
            .ExcludeFromManifest();
    }
}

builder.Build().Run();

IResourceBuilder<IResourceWithConnectionString> AddRedis(string name) => hasContainers
    ? builder.AddRedis(name).WithoutHttpsCertificate()
    : builder.AddRedisServerProcess(name);
