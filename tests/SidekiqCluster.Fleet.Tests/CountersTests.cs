using SidekiqCluster.Redis.Tests.DataApi;
using SidekiqCluster.Redis.Tests.DataApi.Access;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Fleet.Tests;

/// <summary>Where the answers of the tests of this project come from, question by question and act by act.</summary>
public sealed class CountersTests(RedisFixture redis, DrivingFleet driving)
{
    /// <summary>What needs a whole queue or set reads its snapshot, whatever the age that is put up with.</summary>
    private static readonly string[] OutOfSnapshots =
    [
        "IJobQueue.FindJobAsync",
        "IJobQueue.GetEntryAsync",
        "IJobQueue.ReadAsync",
        "IJobSet.FetchAsync",
        "IJobSet.FindJobAsync",
        "IJobSet.GetEntryAsync",
        "IJobSet.ReadAsync",
        "IJobSet.SearchAsync",
        "ISidekiqShard.CountJobsAsync",
        "ISidekiqShard.FindEntryAsync",
        "ISidekiqShard.FindJobsAsync",
        "ISidekiqShard.GetJobsAsync",
        "ISidekiqShard.ReadJobsAsync",
    ];

    private static readonly Fixture Data = Fixture.Load("sidekiq-8.1.7");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int> Writes => [.. Enumerable.Range(0, WriteCatalogue.All.Count)];

    [Fact]
    public async Task EveryRead_AsTestsAsk_IsAnsweredByGrainsAndSnapshots()
    {
        await using var database = await redis.NewDatabaseAsync(Data);
        await using var shard = driving.Add(database.Options(Data.Now));
        await shard.ConnectAsync(Token);
        var (unasked, served) = (new List<string>(), new SortedSet<string>(StringComparer.Ordinal));

        foreach (var read in ReadCatalogue.All)
        {
            var (calls, answers) = (shard.Calls, shard.Served);
            await read.AskAsync(shard.Shard, Token);
            if (shard.Calls == calls)
            {
                unasked.Add(read.Member);
            }

            if (shard.Served > answers)
            {
                served.Add(read.Member);
            }
        }

        Assert.Empty(unasked);
        Assert.Equal(OutOfSnapshots, served);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task EveryWrite_AsTestsAct_IsDoneByGrains(int place)
    {
        var write = WriteCatalogue.All[place];
        await using var database = await redis.NewDatabaseAsync(Data);
        await database.Redis.KeyDeleteAsync(write.Absent ?? "none");
        await using var shard = driving.Add(database.Options(Data.Now));
        await shard.ConnectAsync(Token);

        await write.ActAsync(shard.Shard, Token);

        Assert.NotEqual(0, shard.Calls);
    }
}
