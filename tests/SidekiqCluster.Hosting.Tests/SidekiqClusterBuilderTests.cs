using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using SidekiqCluster.Hosting;

namespace SidekiqCluster.HostingTests;

/// <summary>What a fleet injects, looked up in the app model without starting anything.</summary>
public sealed class SidekiqClusterBuilderTests
{
    [Fact]
    public async Task WithReference_Shards_InjectsTheContract()
    {
        var builder = DistributedApplication.CreateBuilder();
        var fleet = builder.AddSidekiqCluster("fleet")
            .WithShard(builder.AddRedisServerProcess("eu1"), "eu-1", labels: [("env", "prod")])
            .WithShard(builder.AddRedisServerProcess("legacy"), keyPrefix: "crm:");
        var server = builder.AddContainer("server", "server").WithReference(fleet);

        var variables = await server.Resource.GetEnvironmentVariableValuesAsync(DistributedApplicationOperation.Publish);

        Assert.Equal("eu-1", variables[FleetEnvironment.VariableOf(0, FleetEnvironment.Name)]);
        Assert.Equal("eu1", variables[FleetEnvironment.VariableOf(0, FleetEnvironment.ServiceKey)]);
        Assert.Equal("prod", variables[FleetEnvironment.LabelOf(0, "env")]);
        Assert.Equal("legacy", variables[FleetEnvironment.VariableOf(1, FleetEnvironment.Name)]);
        Assert.Equal("crm:", variables[FleetEnvironment.VariableOf(1, FleetEnvironment.Prefix)]);
    }

    [Fact]
    public void WithReference_FleetWithoutShards_IsRefused()
    {
        var builder = DistributedApplication.CreateBuilder();
        var fleet = builder.AddSidekiqCluster("fleet");

        var error = Assert.Throws<InvalidOperationException>(() => builder.AddContainer("server", "server").WithReference(fleet));

        Assert.Equal("'fleet' has no shards; call WithShard first.", error.Message);
    }

    [Fact]
    public void WithShard_NameThatIsTaken_IsRefused()
    {
        var builder = DistributedApplication.CreateBuilder();
        var fleet = builder.AddSidekiqCluster("fleet").WithShard(builder.AddRedisServerProcess("eu1"));

        Assert.Throws<ArgumentException>(() => fleet.WithShard(builder.AddRedisServerProcess("eu2"), "eu1"));
    }
}
