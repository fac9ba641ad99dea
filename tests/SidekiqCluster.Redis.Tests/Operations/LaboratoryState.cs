using System.Collections.Immutable;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Operations;

/// <summary>All that the acts of a test can change, in plain values.</summary>
internal sealed record LaboratoryState(
    ImmutableArray<string> Default,
    ImmutableArray<string> Low,
    ImmutableSortedDictionary<string, double> Retry,
    ImmutableSortedDictionary<string, double> Dead,
    ImmutableSortedSet<string> Queues)
{
    public static readonly byte[] Target = "target"u8.ToArray();
    public static readonly byte[] Twin = "twin"u8.ToArray();
    public static readonly byte[] Renewed = "renewed"u8.ToArray();

    public static LaboratoryState Initial { get; } = new(
        ["twin", "a", "twin", "b"],
        ["waiting"],
        new Dictionary<string, double> { ["same score"] = 5.125, ["target"] = 5.125, ["zebra"] = 6 }.ToImmutableSortedDictionary(),
        new Dictionary<string, double> { ["dead already"] = 1 }.ToImmutableSortedDictionary(),
        ["default"]);

    public static async Task<LaboratoryState> ReadAsync(IDatabase redis) => new(
        await ListAsync(redis, "queue:default"),
        await ListAsync(redis, "queue:low"),
        await SetAsync(redis, "retry"),
        await SetAsync(redis, "dead"),
        await IsAsync(redis, "queues", RedisType.Set) ? [.. (await redis.SetMembersAsync("queues")).Select(name => (string)name!)] : []);

    public Task WriteAsync(IDatabase redis) => Task.WhenAll(
        redis.ExecuteAsync("FLUSHDB"),
        redis.ListRightPushAsync("queue:default", [.. Default.Select(value => (RedisValue)value)]),
        redis.ListRightPushAsync("queue:low", [.. Low.Select(value => (RedisValue)value)]),
        redis.SortedSetAddAsync("retry", [.. Retry.Select(entry => new SortedSetEntry(entry.Key, entry.Value))]),
        redis.SortedSetAddAsync("dead", [.. Dead.Select(entry => new SortedSetEntry(entry.Key, entry.Value))]),
        redis.SetAddAsync("queues", [.. Queues.Select(value => (RedisValue)value)]));

    /// <summary>Two states in words; a queue that is registered but got no job is no difference.</summary>
    public override string ToString() =>
        $"default [{string.Join(',', Default)}] low [{string.Join(',', Low)}] retry [{Text(Retry)}] dead [{Text(Dead)}]";

    private static string Text(ImmutableSortedDictionary<string, double> set) =>
        string.Join(',', set.Select(entry => FormattableString.Invariant($"{entry.Key}@{entry.Value:R}")));

    private static async Task<ImmutableArray<string>> ListAsync(IDatabase redis, string key) =>
        await IsAsync(redis, key, RedisType.List) ? [.. (await redis.ListRangeAsync(key)).Select(value => (string)value!)] : [];

    private static async Task<ImmutableSortedDictionary<string, double>> SetAsync(IDatabase redis, string key) =>
        await IsAsync(redis, key, RedisType.SortedSet)
            ? (await redis.SortedSetRangeByRankWithScoresAsync(key))
                .ToImmutableSortedDictionary(entry => (string)entry.Element!, entry => entry.Score)
            : ImmutableSortedDictionary<string, double>.Empty;

    private static async Task<bool> IsAsync(IDatabase redis, string key, RedisType type) => await redis.KeyTypeAsync(key) == type;
}
