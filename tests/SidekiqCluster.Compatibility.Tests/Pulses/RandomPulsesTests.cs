using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Compatibility.Tests.DataApi.Live;
using SidekiqCluster.Pulses;
using SidekiqCluster.Redis.Tests.Pulses;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Compatibility.Tests.Pulses;

/// <summary>Random states that a Ruby process makes: a pulse of the shard answers as the shard does.</summary>
public sealed class RandomPulsesTests(RedisFixture redis)
{
    private static readonly DateTimeOffset FirstMoment = new(2026, 11, 23, 14, 57, 55, 529, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pulse_InRandomStates_AnswersAsTheShard()
    {
        Require.RealRedis();
        Require.Ruby();
        await using var database = await redis.NewDatabaseAsync();
        await using var ruby = RubyApi.Start();
        var clock = new FakeTimeProvider(FirstMoment);
        await using var shard = await SidekiqShard.ConnectAsync(
            new ShardOptions { Connection = database.ConnectionString, TimeProvider = clock }, Cancel);

        var pulse = new PulseReader(shard.Connection);
        foreach (var seed in Enumerable.Range(1, TestSizes.RubyStates))
        {
            clock.Advance(TimeSpan.FromMilliseconds(61_234));
            await ruby.PrepareAsync(database.Url, clock.GetUtcNow(), seed, Cancel);

            Assert.Empty(await PulseComparison.AssertSameAsync(shard, await pulse.ReadAsync(Cancel), Cancel));
        }
    }
}
