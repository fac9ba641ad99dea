using SidekiqCluster.Operations;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>A queue with jobs in it, a shard that swaps it, and what is to be seen of that.</summary>
internal sealed class SwapQueue : IAsyncDisposable
{
    private const string Key = "queue:default";

    private readonly ConnectionMultiplexer _admin;
    private readonly IAsyncDisposable? _database;

    private SwapQueue(ConnectionMultiplexer admin, IDatabase redis, SidekiqShard shard, IAsyncDisposable? database) =>
        (_admin, Redis, Shard, _database) = (admin, redis, shard, database);

    public IDatabase Redis { get; }

    public SidekiqShard Shard { get; }

    /// <summary>Fills the queue, the first job to be run first, and connects.</summary>
    /// <param name="endPoint">The server.</param>
    /// <param name="index">The database.</param>
    /// <param name="options">How queues are swapped.</param>
    /// <param name="jobs">The jobs.</param>
    /// <param name="right">What the user may not do; null for a user who may do all.</param>
    /// <param name="database">What is disposed of in the end.</param>
    public static async Task<SwapQueue> OpenAsync(
        string endPoint, int index, SwapOptions options, IEnumerable<string> jobs, string? right = null, IAsyncDisposable? database = null)
    {
        var admin = await ConnectionMultiplexer.ConnectAsync($"{endPoint},allowAdmin=true");
        var redis = admin.GetDatabase(index);
        await redis.ListLeftPushAsync(Key, [.. jobs.Select(job => (RedisValue)job)]);
        var user = $"swapper-{index}";
        await redis.ExecuteAsync("ACL", ["SETUSER", user, "reset", "on", ">secret", "~*", "&*", "+@all", .. right is null ? Array.Empty<string>() : [right]]);
        var shard = await SidekiqShard.ConnectAsync($"redis://{user}:secret@{endPoint}/{index}", TestContext.Current.CancellationToken);
        shard.Connection.Swaps = options;
        return new SwapQueue(admin, redis, shard, database);
    }

    /// <summary>The jobs, the first to run first.</summary>
    public async Task<IEnumerable<string>> ReadAsync() => (await Redis.ListRangeAsync(Key)).Reverse().Select(job => job.ToString());

    /// <summary>Copies that are there.</summary>
    public async Task<IReadOnlyList<RedisKey>> CopiesAsync() =>
        await _admin.GetServers()[0].KeysAsync(Redis.Database, "sidekiq-cluster:copy:*").ToListAsync();

    public async ValueTask DisposeAsync()
    {
        await Shard.DisposeAsync();
        await _admin.DisposeAsync();
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
