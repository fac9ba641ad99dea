using SidekiqCluster.Grains.Rosters;

namespace SidekiqCluster.Grains.Tests.Rosters;

public sealed class ShardRegistrationsTests
{
    [Fact]
    public void ToOptions_GoodShard_IsReachedAsItSays()
    {
        var options = ShardRegistrations.ToOptions(Shard("eu-1", "eu:6379", "prod") with { KeyPrefix = "shop", PreferReplica = true }, TimeProvider.System);

        Assert.Equal(("eu-1", "eu:6379", "shop", true), (options.Name, options.Connection, options.KeyPrefix, options.PreferReplica));
    }

    [Theory]
    [InlineData("eu/1", "eu:6379", "prod", "Name is 'eu/1'")]
    [InlineData("eu-1", "", "prod", "Connection is empty")]
    [InlineData("eu-1", "eu:6379,secret=1", "prod", "The Redis connection string cannot be used: part 2")]
    [InlineData("eu-1", "eu:6379", "a b", "Label env is 'a b'")]
    public void ToOptions_PropertyThatBreaksItsRule_IsRefusedWithoutTheConnection(string name, string connection, string env, string reason)
    {
        var refused = Assert.Throws<ArgumentException>(() => ShardRegistrations.ToOptions(Shard(name, connection, env), TimeProvider.System));

        Assert.StartsWith(reason, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    private static ShardRegistration Shard(string name, string connection, string env) =>
        new() { Name = name, Connection = connection, Labels = new Dictionary<string, string> { ["env"] = env } };
}
