using System.Text;
using SidekiqCluster.LocalServers;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Traffic;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Snapshots;

public sealed class SetRefreshTests(RedisFixture redis)
{
    private const int Refreshes = 4;

    private static readonly SnapshotOptions Small = new()
    {
        PageSize = 40,
        SetWholeLimit = 30,
        SetBlockSize = 10,
        SetMembersPerScript = 60,
        Attempts = 20,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1_000)]
    [InlineData(30)]
    public async Task RefreshAsync_LargeSetThatComesToRest_IsExactFromThenOn(int rereadLimit)
    {
        Require.RealRedis();

        // The server counts for all databases: tests beside this one must not write meanwhile.
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);
        var options = Small with { SetRereadLimit = rereadLimit };
        for (var seed = 0; seed < TestSizes.SnapshotSeedsOnServers; seed++)
        {
            await using var connection = await ShardConnector.ConnectAsync(new() { Connection = server.EndPoint }, Token);
            var model = await Model.NewAsync(connection, admin.GetDatabase(), seed, options);
            for (var turn = 0; turn < Refreshes; turn++)
            {
                await model.IsRightAfterRefreshAsync();
            }

            model.Source.IsBusy = false;
            var isRight = false;
            for (var blocks = 2 * (model.Traffic.Entries.Count / Small.SetBlockSize); blocks >= -2; blocks--)
            {
                isRight = await model.IsRightAfterRefreshAsync();
            }

            Assert.True(isRight, $"Seed {seed}.");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RefreshAsync_SetReadWhole_IsTheSetOfOneMoment(bool inGarnet)
    {
        await using LocalServer? garnet = inGarnet ? GarnetServer.Start() : null;
        await using var database = await redis.NewDatabaseAsync();
        await using var admin = await ConnectionMultiplexer.ConnectAsync(garnet?.EndPoint ?? database.Server.EndPoint);
        var options = Small with { SetWholeLimit = inGarnet ? Small.SetWholeLimit : 10_000 };
        var index = inGarnet ? 0 : database.Index;
        var address = $"{garnet?.EndPoint ?? database.Server.EndPoint},defaultDatabase={index}";
        await using var connection = await ShardConnector.ConnectAsync(new() { Connection = address }, Token);
        for (var seed = 0; seed < TestSizes.SnapshotSeedsOnServers; seed++)
        {
            var model = await Model.NewAsync(connection, admin.GetDatabase(index), seed, options);
            for (var turn = 0; turn < Refreshes; turn++)
            {
                Assert.True(await model.IsRightAfterRefreshAsync(), $"Seed {seed}, turn {turn}.");
            }
        }
    }

    /// <summary>A set that moves, and the snapshot of it.</summary>
    private sealed class Model(BusySetSource source, SetTraffic traffic, SetRefresh refresh)
    {
        private SnapshotView? _view;

        public BusySetSource Source => source;

        public SetTraffic Traffic => traffic;

        public static async Task<Model> NewAsync(
            SidekiqCluster.Redis.ShardConnection connection, IDatabase database, int seed, SnapshotOptions options)
        {
            var traffic = new SetTraffic(seed, maxLength: 200);
            RedisKey key = $"set:{seed}";
            await database.SortedSetAddAsync(
                key, [.. traffic.Entries.Select(entry => new SortedSetEntry(entry.Member, entry.Score))]);
            var source = new BusySetSource(new RedisSetSource(connection, key), traffic, database, key);
            return new Model(source, traffic, new SetRefresh(source, new SnapshotColumns(JobSource.Retry), options));
        }

        public async Task<bool> IsRightAfterRefreshAsync()
        {
            source.Begin();
            _view = await refresh.RefreshAsync(_view, Token);
            var entries = Enumerable.Range(0, _view.Count)
                .Select(place => (Encoding.UTF8.GetString(_view.Raw(place)), _view.Score(place)));
            return source.Was([.. entries]);
        }
    }
}
