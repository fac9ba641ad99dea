using System.Collections.Concurrent;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Access;

/// <summary>What every act of the catalogue does to a fixture on a plain server, and what it tells.</summary>
internal sealed class PlainWrites(RedisFixture redis)
{
    private static readonly ConcurrentDictionary<int, Task<(Write Write, DatabaseState After, string Told)>> Done = new();

    /// <summary>What the acts are done to.</summary>
    public static Fixture Data { get; } = Fixture.Load("sidekiq-8.1.7");

    /// <summary>The acts by their places in the catalogue.</summary>
    public static TheoryData<int> Places => [.. Enumerable.Range(0, WriteCatalogue.All.Count)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The shard of these options, at the time of the data.</summary>
    public static Task<DrivenShard> ConnectAsync(ShardOptions options) => ShardDriver.ConnectAsync(AtItsTime(options));

    /// <summary>These options at the time of the data.</summary>
    public static ShardOptions AtItsTime(ShardOptions options) => options with { TimeProvider = new HurriedClock(haste: 1, Data.Now) };

    /// <summary>What an act answers, as text.</summary>
    public static string AnswerOf(object? answer) => answer switch
    {
        OperationResult result =>
            $"{result.Operation} matched {result.Matched} done {result.Done} gone {result.Gone} refused {result.Refused} failed {result.Failed} unknown {result.Unknown} {string.Join(',', result.Reasons)}",
        System.Collections.IEnumerable list and not string => string.Join(',', list.Cast<object>()),
        _ => answer?.ToString() ?? "nothing",
    };

    /// <summary>Takes away what would keep the act from being done.</summary>
    public static async Task PrepareAsync(Write write, IDatabase database, string prefix = "")
    {
        if (write.Absent is { } key)
        {
            await database.KeyDeleteAsync(prefix + key);
        }
    }

    /// <summary>What the act does and tells. It changes something.</summary>
    public Task<(Write Write, DatabaseState After, string Told)> DoAsync(int place) => Done.GetOrAdd(place, DoOnceAsync);

    /// <summary>What is there before the act.</summary>
    public async Task<DatabaseState> InitialAsync(Write write)
    {
        await using var database = await redis.NewDatabaseAsync(Data);
        await PrepareAsync(write, database.Redis);
        return await DatabaseState.ReadAsync(database.Redis);
    }

    private async Task<(Write Write, DatabaseState After, string Told)> DoOnceAsync(int place)
    {
        var write = WriteCatalogue.All[place];
        await using var database = await redis.NewDatabaseAsync(Data);
        await PrepareAsync(write, database.Redis);
        await using var shard = await ConnectAsync(new ShardOptions { Connection = database.ConnectionString });
        var told = AnswerOf(await write.ActAsync(shard, Cancel));
        var after = await DatabaseState.ReadAsync(database.Redis);
        Assert.NotEmpty((await InitialAsync(write)).ChangesTo(after));
        return (write, after, told);
    }
}
