using System.Text;
using SidekiqCluster.LocalServers;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Traffic;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Snapshots;

public sealed class ListRefreshTests(RedisFixture redis)
{
    private const int Refreshes = 6;

    private static readonly SnapshotOptions Small = new()
    {
        Anchors = 8,
        Requeues = 4,
        WholeLimit = 50,
        WholeLimitAtWorst = 10_000,
        PageSize = 25,
        Overlap = 6,
        RollingWindow = 10,
        MaxHead = 60,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RefreshAsync_ListThatOthersChangeAnyhow_IsTheListOfOneMoment()
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        var reads = await RefreshAsync(database.ConnectionString, database.Redis, TestSizes.SnapshotSeedsOnServers);
        Assert.InRange(reads, 1, TestSizes.SnapshotSeedsOnServers * Refreshes);
    }

    [Fact]
    public async Task RefreshAsync_ListInGarnet_IsTheListOfOneMoment()
    {
        await using var server = GarnetServer.Start();
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        var reads = await RefreshAsync(server.EndPoint, admin.GetDatabase(), TestSizes.SnapshotSeedsOnServers / 4);
        Assert.Equal(0, reads);
    }

    private static async Task<int> RefreshAsync(string address, IDatabase database, int seeds)
    {
        await using var connection = await ShardConnector.ConnectAsync(new ShardOptions { Connection = address }, Token);
        var reads = 0;
        for (var seed = 0; seed < seeds; seed++)
        {
            var traffic = new QueueTraffic(seed, maxLength: 200, maxRequeues: Small.Anchors - 1);
            RedisKey key = $"queue:{seed}";
            await database.ListRightPushAsync(key, [.. traffic.Entries.Select(entry => (RedisValue)entry)]);
            var list = new BusyListSource(new RedisListSource(connection, key), traffic, database, key);
            var refresh = new ListRefresh(list, new SnapshotColumns(JobSource.Queue($"{seed}")), Small);
            SnapshotView? view = null;
            for (var turn = 0; turn < Refreshes; turn++)
            {
                traffic.Begin();
                view = await refresh.RefreshAsync(view, Token);
                traffic.AllowRequeues();
                Assert.True(traffic.Was(HeadFirst(view)), $"Seed {seed}, turn {turn}.");
            }

            reads += refresh.FullReads;
            Assert.Equal(traffic.Entries, (await database.ListRangeAsync(key)).Select(entry => (string)entry!));
        }

        return reads;
    }

    private static List<string> HeadFirst(SnapshotView view) =>
        [.. Enumerable.Range(0, view.Count).Select(place => Encoding.UTF8.GetString(view.Raw(place))).Reverse()];
}
