using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Cluster.Tests;

/// <summary>Many shards with many queues and processes, and traffic on all of them.</summary>
public sealed class ManyShardsTests(RedisFixture redis)
{
    private const int Ticks = 5;

    private static readonly TimeSpan LongTime = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Questions_UnderTraffic_AgreeWithTheShardsThemselvesAndCostOneLookPerShardAndTick()
    {
        Require.RealRedis();
        Require.Ruby();
        await using var databases = await TestDatabases.TakeAsync(redis, 2);
        await using var ruby = await RubyShard.StartAsync(databases.All[1]);
        await using var shards = await ManyShards.StartAsync();
        await using var cluster = await LocalCluster.StartAsync(
            databases.All[0], [.. shards.All, (ruby.Direct.Name, ruby.Connection)], silos: 2, Token);
        var fleet = cluster.Fleet.With(staleness: TimeSpan.Zero, timeout: LongTime);
        for (var moment = 0; moment < TestSizes.MomentsOfTraffic; moment++)
        {
            await ruby.PushAsync();
            await AssertBetweenAsync(shards, fleet);
            await shards.WhileQuietAsync(() => Task.WhenAll(
                [.. shards.Direct.Select(direct => AssertSameAsync(direct, fleet)), AssertSumAsync(shards, fleet.Shards("shard-*"))]));
            await ruby.WhileFrozenAsync(() => AssertSameAsync(ruby.Direct, fleet));
        }

        await AssertCostAsync(shards, cluster);
    }

    /// <summary>While nothing changes.</summary>
    private static async Task AssertCostAsync(ManyShards shards, LocalCluster cluster)
    {
        await shards.WhileQuietAsync(async () =>
        {
            await TickAsync(shards, cluster.Fleet, watchers: 1);
            var one = await CostAsync(shards, () => TickAsync(shards, cluster.Fleet, watchers: 0));
            var many = await CostAsync(shards, async () =>
            {
                for (var tick = 0; tick < Ticks; tick++)
                {
                    await TickAsync(shards, cluster.Fleet, watchers: 3);
                }
            });
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{Ticks} ticks of {shards.All.Count} shards: {many.Commands} commands in {many.Reads} reads of the servers");
            Assert.Equal(Ticks * one.Commands, many.Commands);

            // Now and then a request arrives in two parts.
            Assert.InRange(many.Reads, 1, Ticks * shards.All.Count * 3 / 2);
        });
    }

    private static async Task<(long Commands, long Reads)> CostAsync(ManyShards shards, Func<Task> act)
    {
        var before = await shards.CountAsync();
        await act();
        var after = await shards.CountAsync();
        return (after.Commands - before.Commands, after.Reads - before.Reads);
    }

    /// <summary>One asks for the present, which causes a look; what the watchers ask beside it is answered by that look.</summary>
    private static Task TickAsync(ManyShards shards, ISidekiqFleet fleet, int watchers) => Task.WhenAll(shards.All.Select(async shard =>
    {
        await fleet.With(staleness: TimeSpan.Zero, timeout: LongTime).Shard(shard.Name).GetStatsAsync(cancellationToken: Token);
        var others = fleet.With(staleness: LongTime, timeout: LongTime).Shard(shard.Name);
        await Task.WhenAll(Enumerable.Range(0, watchers).Select(async _ =>
        {
            await others.GetStatsAsync(cancellationToken: Token);
            await others.Queues.GetSummariesAsync(cancellationToken: Token);
            await others.Processes.ListAsync(Token);
        }));
    }));

    /// <summary>Counters that only grow are between what the shard says before and after.</summary>
    private static Task AssertBetweenAsync(ManyShards shards, ISidekiqFleet fleet) => Task.WhenAll(shards.Direct.Select(async direct =>
    {
        var before = await direct.GetStatsAsync(cancellationToken: Token);
        var stats = await fleet.Shard(direct.Name).GetStatsAsync(cancellationToken: Token);
        var after = await direct.GetStatsAsync(cancellationToken: Token);

        Assert.InRange(stats.Processed, before.Processed, after.Processed);
        Assert.InRange(stats.Failed, before.Failed, after.Failed);
        Assert.InRange(stats.Retries, before.Retries, after.Retries);
        Assert.Equal(TestSizes.ProcessesOfAShard, stats.Processes);
    }));

    private static async Task AssertSameAsync(SidekiqShard direct, ISidekiqFleet fleet) =>
        Assert.Equal(await DescribeAsync(direct), await DescribeAsync(fleet.Shard(direct.Name)));

    /// <summary>What the fleet answers at once is the sum of its shards.</summary>
    private static async Task AssertSumAsync(ManyShards shards, ISidekiqFleet fleet)
    {
        var stats = await fleet.GetStatsAsync(cancellationToken: Token);
        var queues = await fleet.Queues.GetSummariesAsync(cancellationToken: Token);
        var direct = await Task.WhenAll(shards.Direct.Select(shard => shard.GetStatsAsync(cancellationToken: Token)));

        Assert.True(stats.IsComplete);
        Assert.True(queues.IsComplete);
        Assert.Equal(
            (direct.Sum(shard => shard.Processed), direct.Sum(shard => shard.Retries), direct.Sum(shard => shard.Enqueued), direct.Sum(shard => shard.Busy)),
            (stats.Value.Processed, stats.Value.Retries, stats.Value.Enqueued, stats.Value.Busy));
        Assert.Equal(TestSizes.QueuesOfAShard, queues.Value.Count);
        Assert.Equal(stats.Value.Enqueued, queues.Value.Sum(queue => queue.Size));
    }

    /// <summary>All that does not grow older by itself.</summary>
    private static async Task<IReadOnlyList<string>> DescribeAsync(ISidekiqShard shard)
    {
        var stats = await shard.GetStatsAsync(cancellationToken: Token);
        var queues = await shard.Queues.GetSummariesAsync(cancellationToken: Token);
        var processes = await shard.Processes.ListAsync(Token);
        var count = await shard.CountJobsAsync(
            JobSources.Of(JobSource.Retry), JobFilter.All, JobField.Of(JobFieldName.Queue), Token);
        var jobs = await shard.Queue("queue-1").ReadAsync(cancellationToken: Token).ToListAsync(Token);
        return
        [
            $"{stats.Processed} {stats.Failed} {stats.Enqueued} {stats.Retries} {stats.Scheduled} {stats.Dead} {stats.Processes} {stats.Busy}",
            .. queues.OrderBy(queue => queue.Name, StringComparer.Ordinal).Select(queue => $"{queue.Name} {queue.Size} {queue.IsPaused}"),
            .. processes.OrderBy(process => process.Identity, StringComparer.Ordinal)
                .Select(process => $"{process.Identity} {process.Busy} {process.LastBeat:O}"),
            $"{count.Count}: {string.Join(' ', count.Groups!.Select(group => $"{group.Key} {group.Count}").Order(StringComparer.Ordinal))}",
            .. jobs.Select(job => job.Jid!),
        ];
    }
}
