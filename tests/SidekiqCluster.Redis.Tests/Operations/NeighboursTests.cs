using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Jobs;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>Many jobs deleted from a long queue: those that stand near each other by one walk.</summary>
public sealed class NeighboursTests(RedisFixture redis)
{
    private const string Key = "queue:default";
    private const string Target = "App::Target";
    private const int Jobs = 40_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>How thinly the targets are sown, and how many calls it takes at most.</summary>
    public static TheoryData<int, int> Densities => new() { { 1, 250 }, { 20, 40 }, { 1500, 30 }, { 9000, 8 } };

    [Theory]
    [MemberData(nameof(Densities))]
    public async Task Delete_ByFilter_TakesNeighboursTogetherAndLeavesTheRestInOrder(int every, int mostCalls)
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        var jobs = await FillAsync(database, number => number % every == 0);
        await using var shard = await SidekiqShard.ConnectAsync(database.Url, Token);
        var calls = new CallCount();

        var result = await shard.Operations.DeleteAsync(Targets, new OperationOptions { Progress = calls }, Token);

        Assert.Equal((jobs.Count(IsTarget), 0), (result.Done, result.Matched - result.Done));
        Assert.Equal(jobs.Where(job => !IsTarget(job)), await ReadAsync(database));
        Assert.InRange(calls.Calls, 1, mostCalls);
    }

    [Fact]
    public async Task Delete_WorkersPopAndClientsPush_EachTargetIsDeletedOrPopped()
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        var jobs = await FillAsync(database, static number => number % 7 == 0);
        await using var shard = await SidekiqShard.ConnectAsync(database.Url, Token);
        using var end = new CancellationTokenSource();
        var popped = new List<string>();
        var pushed = new List<string>();
        var traffic = Task.Run(
            async () =>
            {
                for (var number = Jobs; !end.IsCancellationRequested; number++)
                {
                    pushed.Add(Payload(number, isTarget: false));
                    var push = database.Redis.ListLeftPushAsync(Key, pushed[^1]);
                    popped.Add((await database.Redis.ListRightPopAsync(Key)).ToString());
                    await push;
                }
            },
            Token);

        var result = await shard.Operations.DeleteAsync(Targets, cancellationToken: Token);
        await end.CancelAsync();
        await traffic;

        var taken = popped.ToHashSet();
        Assert.Equal(jobs.Count(IsTarget), result.Done + popped.Count(IsTarget));
        Assert.Equal(popped.Count, taken.Count);
        Assert.DoesNotContain(popped, job => !job.StartsWith('{'));
        Assert.Equal(
            jobs.Where(job => !IsTarget(job)).Concat(pushed).Where(job => !taken.Contains(job)), await ReadAsync(database));
    }

    [Fact]
    public async Task Delete_MayNotMark_TakesThemOneByOne()
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        var jobs = await FillAsync(database, static number => number % 500 == 0);
        var user = $"unmarked-{database.Index}";
        await database.Redis.ExecuteAsync("ACL", "SETUSER", user, "on", ">secret", "~*", "&*", "+@all", "-lset");
        await using var shard = await SidekiqShard.ConnectAsync(
            new ShardOptions { Connection = $"redis://{user}:secret@{database.Server.EndPoint}/{database.Index}" }, Token);

        var result = await shard.Operations.DeleteAsync(Targets, cancellationToken: Token);

        Assert.Equal(jobs.Count(IsTarget), result.Done);
        Assert.Equal(jobs.Where(job => !IsTarget(job)), await ReadAsync(database));
    }

    private static JobSelection Targets => JobSelection.Where(JobSources.Queues, JobFilter.Parse($"class:{Target}"));

    private static bool IsTarget(string job) => job.Contains(Target, StringComparison.Ordinal);

    private static string Payload(int number, bool isTarget) =>
        AJob.Enqueued().With(jid: number.ToString("x24"), @class: isTarget ? Target : "App::Other").Json;

    /// <summary>The jobs, the first to run first; a target stands in the list as often as twice.</summary>
    private static async Task<IReadOnlyList<string>> FillAsync(TestDatabase database, Func<int, bool> isTarget)
    {
        var jobs = Enumerable.Range(0, Jobs).Select(number => Payload(isTarget(number) ? number / 2 * 2 : number, isTarget(number))).ToList();
        await database.Redis.SetAddAsync("queues", "default");
        foreach (var part in jobs.Chunk(5000))
        {
            await database.Redis.ListLeftPushAsync(Key, [.. part.Select(job => (RedisValue)job)]);
        }

        return jobs;
    }

    private static async Task<IEnumerable<string>> ReadAsync(TestDatabase database) =>
        (await database.Redis.ListRangeAsync(Key)).Reverse().Select(value => value.ToString());

    private sealed class CallCount : IProgress<OperationProgress>
    {
        public int Calls { get; private set; }

        public void Report(OperationProgress value) => Calls++;
    }
}
