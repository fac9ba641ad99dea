using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Compatibility.Tests.Answers;
using SidekiqCluster.Compatibility.Tests.Comparing;
using SidekiqCluster.Pulses;
using SidekiqCluster.Redis.Tests.Pulses;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Compatibility.Tests.Live;

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
        await using var shard = await SidekiqShard.ConnectAsync(
            new ShardOptions { Connection = database.ConnectionString, TimeProvider = clock }, cancellationToken);

        var pulse = new PulseReader(shard.Connection);
        var used = new HashSet<DeliberateDifference>();
        foreach (var seed in Enumerable.Range(1, TestSizes.RubyStates))
        {
            clock.Advance(TimeSpan.FromMilliseconds(61_234));
            var theirs = await ruby.FillAsync(database.Url, clock.GetUtcNow(), seed, cancellationToken);

            var comparison = await ShardAnswers.CompareAsync(shard, theirs);
            comparison.AssertSame($"seed {seed}");
            used.UnionWith(comparison.Used);
            Assert.Empty(await PulseComparison.AssertSameAsync(
                shard, await pulse.ReadAsync(cancellationToken), cancellationToken));
        }

        Assert.Empty(DeliberateDifferences.OnlyInRandomStates.Except(used).Select(entry => entry.ToString()));
    }
}
