using Microsoft.Extensions.Configuration;
using SidekiqCluster.Grains.Fleets;

namespace SidekiqCluster.Fleets;

/// <summary>Shards as an app host injects them.</summary>
public sealed class InjectedShardsTests
{
    [Fact]
    public void PostConfigure_List_IsReadBesideTheShardsByName()
    {
        var options = OptionsOf(
            ("SidekiqCluster:Shards:0:Name", "eu-1"),
            ("SidekiqCluster:Shards:0:ServiceKey", "eu1"),
            ("SidekiqCluster:Shards:0:Prefix", "shop:"),
            ("SidekiqCluster:Shards:0:Labels:env", "prod"),
            ("SidekiqCluster:Shards:1:ServiceKey", "us1"),
            ("SidekiqCluster:Shards:mine:Connection", "localhost:6379"),
            ("ConnectionStrings:eu1", "eu:6379,password=secret"),
            ("ConnectionStrings:us1", "us:6379"));

        Assert.Equal(["eu-1", "mine", "us1"], options.Shards.Keys.Order(StringComparer.Ordinal));
        var first = options.Shards["eu-1"];
        Assert.Equal(("eu:6379,password=secret", "shop:", "prod"), (first.Connection, first.KeyPrefix, first.Labels["env"]));
        Assert.Equal("us:6379", options.Shards["us1"].Connection);
    }

    [Fact]
    public void Validate_WhatIsWrongWithAList_IsToldByItsPlace()
    {
        (string, string)[] settings =
        [
            ("SidekiqCluster:Shards:0:Name", "eu-1"),
            ("SidekiqCluster:Shards:1:ServiceKey", "us1"),
            ("SidekiqCluster:Shards:2:ServiceKey", "ap1"),
            ("SidekiqCluster:Shards:2:Lables:env", "prod"),
            ("SidekiqCluster:Shards:3:ServiceKey", "x1"),
            ("SidekiqCluster:Shards:3:Name", "eu-1"),
            ("ConnectionStrings:ap1", "ap:6379"),
            ("ConnectionStrings:x1", "x:6379"),
        ];

        var result = new FleetOptionsValidator(ConfigurationOf(settings)).Validate(null, OptionsOf(settings));

        Assert.Equal(
            [
                "SidekiqCluster:Shards:0 and SidekiqCluster:Shards:3 are both named 'eu-1'; give each shard a name of its own.",
                "SidekiqCluster:Shards:0:ServiceKey is missing; name the connection string of the shard there.",
                "ConnectionStrings:us1 is missing (ConnectionStrings__us1), which SidekiqCluster:Shards:1:ServiceKey names; set it.",
                "SidekiqCluster:Shards:2: there is no setting 'Lables'; use Name, ServiceKey, Prefix, PreferReplica, Labels.",
            ],
            result.Failures!.Order(StringComparer.Ordinal).OrderBy(static failure => failure.Contains("Shards:0", StringComparison.Ordinal) ? 0
                : failure.Contains("Shards:1", StringComparison.Ordinal) ? 1 : 2));
    }

    private static FleetOptions OptionsOf(params (string Key, string Value)[] settings)
    {
        var configuration = ConfigurationOf(settings);
        var options = new FleetOptions();
        configuration.GetSection(FleetOptions.SectionName).Bind(options);
        new InjectedShards(configuration).PostConfigure(null, options);
        return options;
    }

    private static IConfiguration ConfigurationOf((string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(static each => each.Key, static each => (string?)each.Value)).Build();
}
