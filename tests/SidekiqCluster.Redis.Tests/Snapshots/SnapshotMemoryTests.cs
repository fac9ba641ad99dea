using System.Globalization;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Snapshots;

public sealed class SnapshotMemoryTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("queue:default")]
    [InlineData("dead")]
    public async Task Snapshot_OfManyJobs_TakesAQuarterMoreThanTheirBytesAtMost(string source)
    {
        await using var database = await redis.NewDatabaseAsync();
        var raw = await FillAsync(database.Redis, source);
        await using var shard = await SnapshotShard.ConnectAsync(new ShardOptions { Connection = database.ConnectionString });

        var lease = await shard.Snapshots.Of(JobSource.Parse(source)).GetAsync(TimeSpan.Zero, Token);
        lease!.Dispose();

        var figures = Assert.Single(shard.Snapshots.Figures);
        TestContext.Current.SendDiagnosticMessage("{0}: {1} jobs, {2:0.000} bytes per byte", source, figures.Jobs, (double)figures.Bytes / raw);
        Assert.Equal(TestSizes.JobsInASnapshot, figures.Jobs);
        Assert.InRange(figures.Bytes, raw, 1.25 * raw);
    }

    [Theory]
    [InlineData("queue:default")]
    [InlineData("dead")]
    public async Task Callers_SixtyFourAtOnceAboutManyJobs_CauseOneRead(string source)
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        var raw = await FillAsync(admin.GetDatabase(), source);
        await using var shard = await SnapshotShard.ConnectAsync(new ShardOptions { Connection = server.EndPoint });
        await admin.GetServer(server.EndPoint).ConfigResetStatisticsAsync();

        var counts = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => shard.Through(TimeSpan.FromHours(1))
            .CountJobsAsync(JobSources.Parse(source), JobFilter.Parse("class:*"), cancellationToken: Token)));

        var info = await admin.GetServer(server.EndPoint).InfoAsync("stats");
        var sent = long.Parse(info.SelectMany(static part => part).Single(static line => line.Key == "total_net_output_bytes").Value, CultureInfo.InvariantCulture);

        // A second read would not fit.
        Assert.InRange(sent, raw, 1.9 * raw);
        Assert.All(counts, static count => Assert.Equal(TestSizes.JobsInASnapshot, count.Count));
    }

    private static async Task<long> FillAsync(IDatabase database, string source)
    {
        var raw = 0L;
        foreach (var numbers in Enumerable.Range(0, TestSizes.JobsInASnapshot).Chunk(10_000))
        {
            var payloads = Array.ConvertAll(numbers, ManyJobs.Payload);
            raw += payloads.Sum(static payload => (long)payload.Length);
            await (JobSource.Parse(source).Kind == JobSourceKind.Queue
                ? database.ListLeftPushAsync(source, Array.ConvertAll(payloads, static payload => (RedisValue)payload))
                : database.SortedSetAddAsync(source, [.. numbers.Zip(payloads, static (number, payload) => new SortedSetEntry(payload, number))]));
        }

        return raw;
    }
}
