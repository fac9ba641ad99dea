using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Compatibility.Tests.DataApi.Answers;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Live;

/// <summary>Random states that a Ruby process makes, mostly through Sidekiq's own API, and then answers about.</summary>
public sealed class RandomStatesTests(RedisFixture redis)
{
    private static readonly DateTimeOffset FirstMoment = new(2026, 11, 23, 14, 57, 55, 529, TimeSpan.Zero);

    [Fact]
    public async Task Shard_InRandomStates_AnswersAsRubyDoes()
    {
        Require.RealRedis();
        Require.Ruby();
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var database = await redis.NewDatabaseAsync();
        await using var ruby = RubyApi.Start();
        var clock = new FakeTimeProvider(FirstMoment);
        await using var shard = await ShardDriver.ConnectAsync(
            new ShardOptions { Connection = database.ConnectionString, TimeProvider = clock });

        var used = new HashSet<DeliberateDifference>();
        foreach (var seed in Enumerable.Range(1, TestSizes.RubyStates))
        {
            clock.Advance(TimeSpan.FromMilliseconds(61_234));
            var theirs = await ruby.FillAsync(database.Url, clock.GetUtcNow(), seed, cancellationToken);

            var comparison = await ShardAnswers.CompareAsync(shard, theirs);
            comparison.AssertSame($"seed {seed}");
            used.UnionWith(comparison.Used);
        }

        Assert.Empty(DeliberateDifferences.OnlyInRandomStates.Except(used).Select(entry => entry.ToString()));
    }
}
