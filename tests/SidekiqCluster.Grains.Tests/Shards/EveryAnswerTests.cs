using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Redis.Tests.DataApi.Access;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Shards;

/// <summary>Every question and every act of the catalogues over the wire, through grains and snapshots: the answers are those of Redis.</summary>
public sealed partial class EveryAnswerTests(RedisFixture redis, SharedFleet shared) : IClassFixture<SharedFleet>
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);
    private static readonly Fixture Data = Fixture.Load("sidekiq-8.1.7");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795445200);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int> Writes => [.. Enumerable.Range(0, WriteCatalogue.All.Count)];

    [Fact]
    public async Task EveryRead_OverGrains_AnswersAsRedisOutOfSnapshots()
    {
        await using var database = await redis.NewDatabaseAsync(Data);
        const string Name = "reads";
        var options = OptionsOf(Name, database);
        await using var direct = await SidekiqShard.ConnectAsync(options, Token);
        var expected = await AnswersAsync(direct);

        Assert.Equal(expected, await AnswersAsync(shared.Fleet.Add(options)));
        var snapshots = Assert.Single(shared.Fleet.Hosts(Name)).Snapshots!;
        var (served, passes) = (snapshots.Served, snapshots.Passes);
        Assert.Equal(expected, await AnswersAsync(shared.Fleet.Add(options, AnHour)));

        Assert.NotEqual(0, served);
        Assert.NotEqual(served, snapshots.Served);
        Assert.Equal(passes, snapshots.Passes);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task EveryWrite_OverGrains_IsSeenAtOnceByWhoAskedAnHourAgo(int place)
    {
        var write = WriteCatalogue.All[place];
        await using var database = await redis.NewDatabaseAsync(Data);
        await database.Redis.KeyDeleteAsync(write.Absent ?? "none");
        var options = OptionsOf($"write-{place}", database);
        await using var direct = await SidekiqShard.ConnectAsync(options, Token);
        var shard = shared.Fleet.Add(options, AnHour);
        await AnswersAsync(shard);

        await write.ActAsync(shard, Token);

        var answers = await AnswersAsync(shard);
        Assert.Equal(await AnswersAsync(direct), answers);
    }

    private static ShardOptions OptionsOf(string name, TestDatabase database) => new()
    {
        Name = name,
        Connection = database.ConnectionString,
        KeyPrefix = database.Prefix,
        TimeProvider = new FakeTimeProvider(Now),
    };

    /// <summary>The answers but for cursors, which may remember more or less of what was read.</summary>
    private static async Task<IReadOnlyList<string>> AnswersAsync(ISidekiqShard shard) =>
        [.. (await AnswerText.OfEveryReadAsync(shard, Token)).Select(answer => Cursor().Replace(answer, "a cursor"))];

    [GeneratedRegex("(?<=\"Cursor\": )\"[^\"]+\"")]
    private static partial Regex Cursor();
}
