using SidekiqCluster.Operations;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>Several jobs in one call: what the server refuses of one place is not said of another.</summary>
public sealed class SeveralJobsTests(RedisFixture redis)
{
    private static readonly string[] Jobs = ["a", "b", "c", "d", "e", "f"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("low", "blocked")]
    [InlineData("blocked", "low")]
    public async Task Call_SomeQueuesOfAnotherType_JobsOfThoseStay(params string[] queues)
    {
        await using var database = await FillAsync();
        await database.Redis.StringSetAsync("queue:blocked", "text");

        var states = await CallAsync(database, (bytes, number) => ActStep.ToQueue(bytes, queues[number % 2], bytes));

        Assert.Equal(
            Jobs.Select((_, number) => queues[number % 2] == "low" ? ActState.Done : ActState.Failed), states);
        Assert.Equal(Jobs.Where((_, number) => queues[number % 2] == "low"), (await database.Redis.ListRangeAsync("queue:low")).Reverse().Select(job => (string)job!));
        Assert.Equal(Jobs.Where((_, number) => queues[number % 2] != "low"), await LeftAsync(database));
        Assert.Equal(["low"], (await database.Redis.SetMembersAsync("queues")).Select(name => (string)name!));
    }

    [Fact]
    public async Task Call_OneSetOfAnotherType_JobsOfThatStayWithTheirScores()
    {
        await using var database = await FillAsync();
        await database.Redis.StringSetAsync("dead", "text");
        JobSource[] sets = [JobSource.Dead, JobSource.Scheduled];

        var states = await CallAsync(database, (bytes, number) => ActStep.ToSet(bytes, sets[number % 2], bytes, 90 + number));

        Assert.Equal(Jobs.Select((_, number) => number % 2 == 1 ? ActState.Done : ActState.Failed), states);
        Assert.Equal([("b", 91), ("d", 93), ("f", 95)], await ScoresAsync(database, "schedule"));
        Assert.Equal([("a", 0), ("c", 2), ("e", 4)], await ScoresAsync(database, "retry"));
    }

    [Fact]
    public async Task Call_SomeGone_TheOthersAreMoved()
    {
        await using var database = await FillAsync();
        await database.Redis.SortedSetRemoveAsync("retry", ["a", "d"]);

        var states = await CallAsync(database, (bytes, number) => ActStep.ToQueue(bytes, number < 3 ? "low" : "high", bytes));

        Assert.Equal([ActState.Gone, ActState.Done, ActState.Done, ActState.Gone, ActState.Done, ActState.Done], states);
        Assert.Equal(["c", "b"], (await database.Redis.ListRangeAsync("queue:low")).Select(job => (string)job!));
        Assert.Equal(["f", "e"], (await database.Redis.ListRangeAsync("queue:high")).Select(job => (string)job!));
        Assert.Equal(["high", "low"], (await database.Redis.SetMembersAsync("queues")).Select(name => (string)name!).Order());
    }

    private async Task<TestDatabase> FillAsync()
    {
        var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync(
            "retry", [.. Jobs.Select((job, number) => new StackExchange.Redis.SortedSetEntry(job, number))]);
        return database;
    }

    private static async Task<IEnumerable<ActState>> CallAsync(TestDatabase database, Func<byte[], int, ActStep> stepOf)
    {
        await using var connection = await ShardConnector.ConnectAsync(new ShardOptions { Connection = database.Url }, Token);
        var steps = Jobs.Select((job, number) => stepOf(System.Text.Encoding.UTF8.GetBytes(job), number)).ToArray();
        var outcomes = await new ActScript(connection, ActScript.Text).CallAsync(JobSource.Retry, steps, Guid.NewGuid());
        return outcomes.Select(outcome => outcome.State);
    }

    private static async Task<IEnumerable<string>> LeftAsync(TestDatabase database) =>
        (await ScoresAsync(database, "retry")).Select(entry => entry.Job);

    private static async Task<IEnumerable<(string Job, double Score)>> ScoresAsync(TestDatabase database, string set) =>
        (await database.Redis.SortedSetRangeByRankWithScoresAsync(set)).Select(entry => ((string)entry.Element!, entry.Score));
}
