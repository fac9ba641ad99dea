using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Compatibility.Tests.Answers;
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

        foreach (var seed in Enumerable.Range(1, TestSizes.RubyStates))
        {
            clock.Advance(TimeSpan.FromMilliseconds(61_234));
            var theirs = await ruby.AskAsync(database.Url, clock.GetUtcNow(), seed, cancellationToken);

            (await ShardAnswers.CompareAsync(shard, theirs)).AssertSame($"seed {seed}");
        }
    }
}
