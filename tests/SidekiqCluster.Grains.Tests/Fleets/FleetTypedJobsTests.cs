using System.Text.Json;
using SidekiqCluster.Grains.Tests.Rosters;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Fleets;

/// <summary>Typed queries over several shards.</summary>
public sealed class FleetTypedJobsTests(RedisFixture redis)
{
    private const int Jobs = 30;

    private static readonly string[] Names = ["ap-1", "eu-1", "eu-2"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_AllShards_IsMergedByScore()
    {
        await using var shards = await FilledAsync();
        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);

        var jobs = await silos.Fleet.RetrySet.Jobs<HardJob>().Where(job => job.Args.Number != 87 && job.Args.Number != 84).Take(5).ToListAsync(Token);
        var oldest = await silos.Fleet.Jobs<HardJob>().OldestFirst().ToListAsync(Token);

        Assert.Equal([89L, 88, 86, 85, 83], jobs.Select(job => job.Args.Number));
        Assert.Equal(["eu-2", "eu-1", "eu-2"], jobs.Take(3).Select(job => job.Shard));
        Assert.Equal(Enumerable.Range(0, 3 * Jobs).Select(number => (long)number), oldest.Select(job => job.Args.Number));
    }

    [Fact]
    public async Task Count_SomeShards_IsTheSum()
    {
        await using var shards = await FilledAsync();
        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);
        var jobs = silos.Fleet.Shards("eu-*").RetrySet.Jobs<HardJob>().Where(job => job.Args.Number >= 45);

        var count = await jobs.CountAsync(Token);
        var byClass = await jobs.CountByAsync(job => job.Class, Token);

        Assert.Equal((30, 0), (count.Count, count.Mismatched));
        Assert.Equal(new JobGroup("HardJob", 30), Assert.Single(byClass.Groups!));
    }

    [Fact]
    public async Task RetryAll_WithCondition_IsDoneInEachShard()
    {
        await using var shards = await FilledAsync();
        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);

        var done = await silos.Fleet.RetrySet.Jobs<HardJob>().Where(job => job.Args.Number < 10).RetryAllAsync(cancellationToken: Token);

        Assert.Equal([4L, 3, 3], done.Shards.Select(part => part.Value!.Done));
        Assert.Equal([4L, 3, 3], await shards.SizesAsync("queue:default"));
    }

    [Fact]
    public async Task Read_ShardThatIsAway_EndsWithItsError()
    {
        await using var silos = await RosterFleet.StartAsync(null, ("away:Connection", "127.0.0.1:1,connectTimeout=500"));

        var away = await Assert.ThrowsAsync<ShardUnreachableException>(() => silos.Fleet.Jobs<HardJob>().ToListAsync(Token));

        Assert.Equal("away", away.Shard);
    }

    [Fact]
    public async Task Work_OfAllShards_IsMergedByStartAndRefusesActs()
    {
        await using var shards = await SeveralShards.NewAsync(redis, Names);
        for (var number = 0; number < Names.Length; number++)
        {
            var payload = $$"""{"class":"HardJob","args":[{{number}}],"jid":"{{number:x24}}","queue":"default"}""";
            var work = JsonSerializer.Serialize(new { queue = "default", payload, run_at = 1795445000 - number });
            await shards.Databases[number].Redis.SetAddAsync("processes", "host:1:a");
            await shards.Databases[number].Redis.HashSetAsync("host:1:a:work", "thread", work);
        }

        await using var silos = await RosterFleet.StartAsync(null, shards.Settings);
        var jobs = silos.Fleet.Work.Jobs<HardJob>().Where(job => job.Args.Number != 1);

        Assert.Equal(["eu-2", "ap-1"], (await jobs.OldestFirst().ToListAsync(Token)).Select(job => job.Shard));
        Assert.Equal(2, (await jobs.CountAsync(Token)).Count);
        var refused = await jobs.DeleteAllAsync(cancellationToken: Token);
        Assert.Equal((2, 2), (refused.Matched, refused.Refused));
    }

    /// <summary>Job 0 in the first shard, job 1 in the second, and so on around; each job's number is its score.</summary>
    private async Task<SeveralShards> FilledAsync()
    {
        var shards = await SeveralShards.NewAsync(redis, Names);
        for (var number = 0; number < Jobs * Names.Length; number++)
        {
            await shards.Databases[number % Names.Length].Redis.SortedSetAddAsync(
                "retry",
                $$"""{"class":"HardJob","args":[{{number}}],"jid":"{{number:x24}}","queue":"default","retry":true,"retry_count":3,"created_at":1795445000000}""",
                number);
        }

        return shards;
    }
}
