using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Live;

/// <summary>The same random acts by Ruby's API and by ours, on two copies of a random state, leave the same state.</summary>
public sealed class RandomActsTests(RedisFixture redis)
{
    private const int ActsPerSeed = 12;

    private const string Copy =
        """
        for _, key in ipairs(redis.call('KEYS', '*')) do redis.call('COPY', key, key, 'DB', ARGV[1]) end
        """;

    // Whole seconds: Ruby makes floats of others that are a bit off.
    private static readonly DateTimeOffset FirstMoment = new(2026, 11, 23, 14, 57, 55, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acts_ByRubyAndByUs_LeaveTheSameState()
    {
        Require.RealRedis();
        Require.Ruby();
        await using var theirs = await redis.NewDatabaseAsync();
        await using var ours = await redis.NewDatabaseAsync();
        await using var ruby = RubyApi.Start();
        var done = new Dictionary<string, int>();
        foreach (var seed in Enumerable.Range(1, TestSizes.RubyActSeeds))
        {
            var now = FirstMoment.AddSeconds(61L * seed);
            await using var shard = await ShardDriver.ConnectAsync(
                new ShardOptions { Connection = ours.ConnectionString, TimeProvider = new HurriedClock(1, now) });
            await ruby.PrepareAsync(theirs.Url, now, seed, Cancel);
            await ours.Redis.ExecuteAsync("FLUSHDB");
            await theirs.Redis.ScriptEvaluateAsync(Copy, [], [ours.Index]);

            var acts = new RandomActs(seed, shard.Name, theirs.Redis, now);
            var story = new List<string>();
            var keepsOrder = true;
            for (var number = 0; number < ActsPerSeed; number++)
            {
                if (await acts.NextAsync() is not { } act || !await ruby.ActAsync(theirs.Url, now, act.Question, Cancel))
                {
                    continue;
                }

                var told = await act.ActAsync(shard, Cancel);
                keepsOrder &= act.KeepsOrder;
                var name = act.Question.GetType().GetProperty("name")!.GetValue(act.Question)!.ToString()!;
                done[name] = done.GetValueOrDefault(name) + 1;
                story.Add($"{act.Question}: {told}");
                var difference = StateDifference.Find(
                    await DatabaseState.ReadAsync(theirs.Redis), await DatabaseState.ReadAsync(ours.Redis), keepsOrder);
                Assert.True(difference is null, $"seed {seed}: {difference}\nafter\n{string.Join('\n', story)}");
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", done));
        Assert.Equal(17, done.Count);
    }
}
