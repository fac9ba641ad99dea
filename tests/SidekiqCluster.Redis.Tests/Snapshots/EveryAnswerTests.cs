using SidekiqCluster.LocalServers;
using SidekiqCluster.Redis.Tests.DataApi.Access;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Snapshots;

/// <summary>Every question and every act of the catalogues through snapshots: the answers are those of Redis.</summary>
public sealed class EveryAnswerTests(RedisFixture redis)
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);
    private static readonly Fixture Data = Fixture.Load("sidekiq-8.1.7");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool> Sizes => [true, false];

    public static TheoryData<int> Writes => [.. Enumerable.Range(0, WriteCatalogue.All.Count)];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task EveryRead_ThroughSnapshots_AnswersAsRedis(bool isSmall)
    {
        await using var database = await redis.NewDatabaseAsync(Data);
        await using var shard = await ConnectAsync(database, isSmall ? SnapshotShard.Small : new SnapshotOptions());
        var expected = await AnswersAsync(shard.Direct);

        Assert.Equal(expected, await AnswersAsync(shard.Through(TimeSpan.Zero)));
        var served = shard.Snapshots.Served;
        Assert.Equal(expected, await AnswersAsync(shard.Through(AnHour)));

        Assert.InRange(served, 20, long.MaxValue);
        Assert.InRange(shard.Snapshots.Served, served + 20, long.MaxValue);
    }

    [Fact]
    public async Task EveryRead_AsViewerThatMayRunNoScripts_AnswersAsRedis()
    {
        Require.RealRedis();
        await using var server = await RedisServer.StartAsync([], Token);
        await using var admin = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync($"{server.EndPoint},allowAdmin=true");
        await Data.IntoAsync(admin.GetDatabase());
        await admin.GetDatabase().ExecuteAsync("ACL", ["SETUSER", .. ViewerAcl.Least]);
        await using var shard = await SnapshotShard.ConnectAsync(
            new ShardOptions { Connection = $"redis://viewer:{ViewerAcl.Password}@{server.EndPoint}", TimeProvider = ClockOf() },
            SnapshotShard.Small);

        Assert.Equal(await AnswersAsync(shard.Direct), await AnswersAsync(shard.Through(TimeSpan.Zero)));
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task EveryWrite_ThroughSnapshotsOfAnHourAgo_IsSeenAtOnce(int place)
    {
        var write = WriteCatalogue.All[place];
        await using var database = await redis.NewDatabaseAsync(Data);
        await database.Redis.KeyDeleteAsync(write.Absent ?? "none");
        await using var shard = await ConnectAsync(database, SnapshotShard.Small);
        await AnswersAsync(shard.Through(AnHour));

        await write.ActAsync(shard.Through(AnHour), Token);

        var answers = await AnswersAsync(shard.Through(AnHour));
        Assert.Equal(await AnswersAsync(shard.Direct), answers);
    }

    [Fact]
    public async Task Write_ByAnother_IsSeenWhenTheAnswerMayBeNoOlder()
    {
        await using var database = await redis.NewDatabaseAsync(Data);
        await using var shard = await ConnectAsync(database, SnapshotShard.Small);
        var before = await AnswersAsync(shard.Through(AnHour));

        await shard.Direct.RetrySet.ClearAsync(Token);
        await shard.Direct.Queue("default").ClearAsync(Token);

        Assert.Equal(0, (await CountAsync(shard.Through(TimeSpan.Zero))).Count);
        Assert.NotEqual(before, await AnswersAsync(shard.Direct));
    }

    private static Task<IReadOnlyList<string>> AnswersAsync(SidekiqShard shard) => AnswerText.OfEveryReadAsync(shard, Token);

    private static Task<JobCount> CountAsync(SidekiqShard shard) =>
        shard.CountJobsAsync(JobSources.Parse("retry", "queue:default"), JobFilter.Parse("jid:*"), null, Token);

    private static HurriedClock ClockOf() => new(haste: 1, Data.Now);

    private static Task<SnapshotShard> ConnectAsync(TestDatabase database, SnapshotOptions options) => SnapshotShard.ConnectAsync(
        new ShardOptions { Connection = database.ConnectionString, TimeProvider = ClockOf() }, options);
}
