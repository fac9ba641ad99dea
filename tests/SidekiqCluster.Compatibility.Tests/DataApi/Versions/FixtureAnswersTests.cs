using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Compatibility.Tests.DataApi.Answers;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;
using SidekiqCluster.Compatibility.Tests.DataApi.Mutations;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Versions;

/// <summary>All that Ruby's API answered about what its own Sidekiq wrote.</summary>
public sealed class FixtureAnswersTests(RedisFixture redis)
{
    [Theory]
    [InlineData("sidekiq-6.4.1", "")]
    [InlineData("sidekiq-6.4.1", "myapp:")]
    [InlineData("sidekiq-8.1.7", "")]
    [InlineData("sidekiq-8.1.7", "myapp:")]
    public async Task Shard_WithData_AnswersAsRubyDoes(string version, string prefix)
    {
        var fixture = Fixture.Load(version);
        await using var database = await redis.NewDatabaseAsync(fixture, prefix);

        var comparison = await CompareAsync(fixture, database.ConnectionString, prefix);

        comparison.AssertSame(version);
    }

    [Theory]
    [InlineData("sidekiq-6.4.1")]
    [InlineData("sidekiq-8.1.7")]
    public async Task Shard_OnGarnet_AnswersAsRubyDoes(string version)
    {
        await using var server = GarnetServer.Start();
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        var fixture = Fixture.Load(version);
        await fixture.IntoAsync(admin.GetDatabase(0));

        var comparison = await CompareAsync(fixture, server.EndPoint, prefix: "");

        comparison.AssertSame(version);
    }

    [Fact]
    public async Task DeliberateDifferences_OverAllVersions_AreAllNeeded()
    {
        var used = new HashSet<DeliberateDifference>();
        foreach (var version in Fixture.Versions)
        {
            var fixture = Fixture.Load(version);
            await using var database = await redis.NewDatabaseAsync(fixture);
            used.UnionWith((await CompareAsync(fixture, database.ConnectionString, prefix: "")).Used);
            used.UnionWith((await MutationRun.CompareAsync(redis, fixture, prefix: "")).Used);
        }

        var needed = DeliberateDifferences.All.Except(DeliberateDifferences.OnlyInRandomStates);
        Assert.Empty(needed.Except(used).Select(entry => entry.ToString()));
    }

    private static async Task<Comparison> CompareAsync(Fixture fixture, string connection, string prefix)
    {
        await using var shard = await ShardDriver.ConnectAsync(
            new ShardOptions { Connection = connection, KeyPrefix = prefix, TimeProvider = new FakeTimeProvider(fixture.Now) });
        return await ShardAnswers.CompareAsync(shard, fixture.Expected);
    }
}
