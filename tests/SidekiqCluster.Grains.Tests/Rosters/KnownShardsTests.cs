using SidekiqCluster.Grains.Rosters;

namespace SidekiqCluster.Grains.Tests.Rosters;

public sealed class KnownShardsTests
{
    [Fact]
    public void Find_ShardOfTheConfiguration_IsReachedAsItSays()
    {
        var settings = new ShardSettings { Connection = "eu:6379", KeyPrefix = "shop:", PreferReplica = true };

        var options = new KnownShards([KnownShard.Of("eu-1", settings, TimeProvider.System)], []).Find("eu-1")!;

        Assert.Equal(
            ("eu-1", "eu:6379", "shop:", true),
            (options.Name, options.Connection, options.KeyPrefix, options.PreferReplica));
    }

    [Fact]
    public void Infos_ConfiguredAndAdded_AreByNameWithTheirLabels()
    {
        var shards = new KnownShards([Configured("us-1", "us:6379", "prod")], [Added("eu-1", "eu:6379", "test")]);

        Assert.Equal(
            [("eu-1", "test", true), ("us-1", "prod", false)],
            shards.Infos.Select(shard => (shard.Name, shard.Labels["env"], shard.IsAddedAtRunTime)));
    }

    [Fact]
    public void NameInBoth_ConfigurationCounts()
    {
        var shards = new KnownShards([Configured("eu-1", "new:6379", "prod")], [Added("eu-1", "old:6379", "test")]);

        Assert.Equal("new:6379", shards.Find("eu-1")!.Connection);
        Assert.False(Assert.Single(shards.Infos).IsAddedAtRunTime);
    }

    [Fact]
    public void Find_NoShard_IsNull()
    {
        var shards = new KnownShards([Configured("eu-1", "eu:6379", "prod")], []);

        Assert.Null(shards.Find("EU-1"));
        Assert.Null(shards.PlaceOf("us-1"));
        Assert.Equal("eu:6379/0/", shards.PlaceOf("eu-1"));
    }

    private static KnownShard Configured(string name, string connection, string env)
    {
        var settings = new ShardSettings { Connection = connection };
        settings.Labels.Add("env", env);
        return KnownShard.Of(name, settings, TimeProvider.System);
    }

    private static KnownShard Added(string name, string connection, string env) => KnownShard.Of(
        new ShardRegistration { Name = name, Connection = connection, Labels = new Dictionary<string, string> { ["env"] = env } },
        TimeProvider.System);
}
