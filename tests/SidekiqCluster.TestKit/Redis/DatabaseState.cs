using StackExchange.Redis;

namespace SidekiqCluster.TestKit.Redis;

/// <summary>All keys of a database, but for the receipts of our own acts.</summary>
public sealed class DatabaseState
{
    private readonly SortedDictionary<string, KeyState> _keys;

    private DatabaseState(SortedDictionary<string, KeyState> keys) => _keys = keys;

    /// <summary>The keys, without the prefix.</summary>
    public IReadOnlyDictionary<string, KeyState> Keys => _keys;

    /// <summary>Reads a database.</summary>
    /// <param name="database">Which one.</param>
    /// <param name="prefix">What is taken off every key.</param>
    public static async Task<DatabaseState> ReadAsync(IDatabase database, string prefix = "")
    {
        ArgumentNullException.ThrowIfNull(database);
        var names = new List<RedisKey>();
        await foreach (var key in database.Multiplexer.GetServers()[0].KeysAsync(database.Database))
        {
            if (!KeyState.Text(key!).Contains("sidekiq-cluster:", StringComparison.Ordinal))
            {
                names.Add(key);
            }
        }

        var states = await Task.WhenAll(names.Select(key => ReadAsync(database, key)));
        var keys = new SortedDictionary<string, KeyState>(StringComparer.Ordinal);
        foreach (var (key, state) in names.Zip(states))
        {
            var name = KeyState.Text(key!);
            keys[name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : "without prefix: " + name] = state;
        }

        return new DatabaseState(keys);
    }

    /// <summary>The keys that are different in another state, each with what it holds there; null when it is gone.</summary>
    public IReadOnlyDictionary<string, KeyState?> ChangesTo(DatabaseState after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return Keys.Keys.Union(after.Keys.Keys)
            .Where(key => !Equals(Keys.GetValueOrDefault(key), after.Keys.GetValueOrDefault(key)))
            .Order(StringComparer.Ordinal)
            .ToDictionary(key => key, key => after.Keys.GetValueOrDefault(key), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', _keys.Select(key => $"{key.Key}  {key.Value}"));

    private static async Task<KeyState> ReadAsync(IDatabase database, RedisKey key)
    {
        var expiry = database.KeyTimeToLiveAsync(key);
        var type = await database.KeyTypeAsync(key);
        TimeSpan? lifetime = await expiry is { } left ? TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds)) : null;
        return type switch
        {
            RedisType.String => new KeyState("string", lifetime, [Text(await database.StringGetAsync(key))]),
            RedisType.List => new KeyState("list", lifetime, [.. (await database.ListRangeAsync(key)).Select(Text)]),
            RedisType.Set => new KeyState("set", lifetime, Sorted((await database.SetMembersAsync(key)).Select(Text))),
            RedisType.Hash => new KeyState(
                "hash", lifetime, Sorted((await database.HashGetAllAsync(key)).Select(field => KeyState.Field(field.Name, field.Value)))),
            _ => new KeyState(
                "zset",
                lifetime,
                [.. (await database.SortedSetRangeByRankWithScoresAsync(key)).Select(entry => KeyState.Member(entry.Element, entry.Score))]),
        };
    }

    private static string Text(RedisValue value) => KeyState.Text(((byte[]?)value).AsSpan());

    private static string[] Sorted(IEnumerable<string> items) => [.. items.Order(StringComparer.Ordinal)];
}
