using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Tests.Shards;

public sealed class ConfiguredShardsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_ShardOfTheConfiguration_IsReachedAsItSays()
    {
        var options = await ShardsOf(
            ("eu-1:Connection", "eu:6379"), ("eu-1:KeyPrefix", "shop:"), ("eu-1:PreferReplica", "true")).FindAsync("eu-1", Token);

        Assert.Equal(
            ("eu-1", "eu:6379", "shop:", true),
            (options.Name, options.Connection, options.KeyPrefix, options.PreferReplica));
    }

    [Fact]
    public async Task Find_NoShard_TellsWhichThereAre()
    {
        var shards = ShardsOf(("us-1:Connection", "us:6379"), ("eu-1:Connection", "eu:6379"));

        var unknown = await Assert.ThrowsAsync<ShardUnknownException>(async () => await shards.FindAsync("eu-2", Token));

        Assert.Equal("eu-2", unknown.Shard);
        Assert.Equal("The fleet has no shard 'eu-2' (did you mean eu-1?); it has eu-1, us-1.", unknown.Message);
    }

    [Fact]
    public async Task List_ShardsOfTheConfiguration_TellsNamesAndLabels()
    {
        var shards = await ShardsOf(
            ("us-1:Connection", "us:6379"), ("eu-1:Connection", "eu:6379"), ("eu-1:Labels:env", "prod")).ListAsync(Token);

        Assert.Equal(["eu-1", "us-1"], shards.Select(shard => shard.Name));
        Assert.Equal([KeyValuePair.Create("env", "prod")], shards[0].Labels);
        Assert.Empty(shards[1].Labels);
    }

    private static ConfiguredShards ShardsOf(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.ToDictionary(setting => $"SidekiqCluster:Shards:{setting.Key}", setting => (string?)setting.Value)).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration);
        services.AddOptions<FleetOptions>().BindConfiguration(FleetOptions.SectionName);
        return new ConfiguredShards(
            services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<FleetOptions>>(), TimeProvider.System);
    }
}
