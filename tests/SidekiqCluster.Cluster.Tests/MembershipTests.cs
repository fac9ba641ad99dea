using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Cluster.Tests;

/// <summary>Who is a member: silos that are merely slow stay, and one that leaves is gone at once.</summary>
public sealed class MembershipTests(RedisFixture redis)
{
    private const int Shards = 10;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silos_AllCoresAreBusy_NoneIsTakenForDead()
    {
        Require.RealRedis();
        await using var databases = await TestDatabases.TakeAsync(redis, Shards + 1);
        var shards = databases.All.Skip(1).Select((database, number) => ($"shard-{number}", database.Url)).ToList();
        await using var cluster = await LocalCluster.StartAsync(databases.All[0], shards, silos: 3, Token);
        var before = await cluster.GetMembersAsync();
        await using var watch = new Watch(cluster.Fleet, shards.Select(shard => shard.Item1));

        using (new BusyCores())
        {
            await Task.Delay(TestSizes.BusyTime, Token);
        }

        var gap = await watch.EndAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"longest gap {gap}");
        Assert.Equal(3, before.Count(member => member.Value == "Active"));
        Assert.Equal(before, await cluster.GetMembersAsync());
    }

    [Fact]
    public async Task Silo_LeavesByItself_QuestionsGoOn()
    {
        Require.RealRedis();
        await using var databases = await TestDatabases.TakeAsync(redis, Shards + 1);
        var shards = databases.All.Skip(1).Select((database, number) => ($"shard-{number}", database.Url)).ToList();
        await using var cluster = await LocalCluster.StartAsync(databases.All[0], shards, silos: 2, Token);
        await using var watch = new Watch(cluster.Fleet, shards.Select(shard => shard.Item1));
        await watch.UntilEachAnswersAsync(Token);

        await cluster.Silos[0].StopAsync(Token);
        await watch.UntilEachAnswersAsync(Token);

        var gap = await watch.EndAsync();
        TestContext.Current.TestOutputHelper?.WriteLine($"longest gap {gap}");
        Assert.True(gap < TestSizes.LongestGap, $"A shard had no answer for {gap}.");
        Assert.Equal(1, (await cluster.GetMembersAsync()).Count(member => member.Value == "Active"));
    }
}
