using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Stats;

/// <summary>What all questions about stats, processes, work, metrics, deploys, profiles and iterations have in common.</summary>
public sealed class FactsTests(RedisFixture redis)
{
    private static readonly Dictionary<string, Func<ISidekiqShard, CancellationToken, Task>> Questions = new()
    {
        ["stats"] = (shard, token) => shard.GetStatsAsync(cancellationToken: token),
        ["history"] = (shard, token) => shard.Stats.GetHistoryAsync(cancellationToken: token),
        ["processes"] = (shard, token) => shard.Processes.ListAsync(token),
        ["process"] = (shard, token) => shard.Processes.GetAsync("web:1:a", token),
        ["process count"] = (shard, token) => shard.Processes.CountAsync(token),
        ["leader"] = (shard, token) => shard.Processes.GetLeaderAsync(token),
        ["work"] = (shard, token) => shard.Work.ListAsync(token),
        ["top jobs"] = (shard, token) => shard.Metrics.GetTopJobsAsync(cancellationToken: token),
        ["job metrics"] = (shard, token) => shard.Metrics.GetJobAsync("A", cancellationToken: token),
        ["marks"] = (shard, token) => shard.Deploys.GetMarksAsync(new DateOnly(2026, 11, 23), token),
        ["profiles"] = (shard, token) => shard.Profiles.ListAsync(token),
        ["profile data"] = (shard, token) => shard.Profiles.OpenDataAsync("anna-b1", token),
        ["iteration"] = (shard, token) => shard.Iterations.GetAsync("b1", token),
    };

    public static TheoryData<string> All => [.. Questions.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Question_OfCancelledCaller_IsCancelled(string question)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Questions[question](shard, new CancellationToken(canceled: true)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Question_OfEmptyShard_IsAnswered(string question)
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        await Questions[question](shard, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("processes", "web:1:a")]
    [InlineData("work", "web:1:a:workers")]
    [InlineData("top jobs", "j|20261123|14:46")]
    [InlineData("job metrics", "j|20261123|14:46")]
    [InlineData("marks", "20261123-marks")]
    [InlineData("iteration", "it-b1")]
    [InlineData("stats", "queue:low")]
    public async Task Question_KeyOfAnotherType_IsAnErrorThatNamesTheKey(string question, string key)
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SetAddAsync("processes", "web:1:a");
        await database.Redis.SetAddAsync("queues", "low");
        await database.Redis.SetAddAsync(key, "x");
        await using var shard = await database.ConnectAsync();

        var error = await Assert.ThrowsAsync<SidekiqClusterException>(
            () => Questions[question](shard, TestContext.Current.CancellationToken));

        Assert.Contains($"'{key}'", error.Message, StringComparison.Ordinal);
        Assert.Equal(shard.Name, error.Shard);
    }
}
