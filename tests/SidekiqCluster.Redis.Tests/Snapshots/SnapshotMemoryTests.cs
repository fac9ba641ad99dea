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
