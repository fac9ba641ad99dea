using System.Text.Json;
using StackExchange.Redis;

namespace SidekiqCluster.TestKit.Redis;

/// <summary>What a real Sidekiq of one version wrote to Redis, and what its own API answers about it.</summary>
public sealed class Fixture
{
    private readonly JsonElement _data;

    private Fixture(string version, JsonElement data, JsonElement expected)
    {
        Version = version;
        _data = data;
        Expected = expected;
    }

    /// <summary>The versions there are: names to give to <see cref="Load"/>.</summary>
    public static IReadOnlyList<string> Versions { get; } = ["sidekiq-6.4.1", "sidekiq-8.1.7"];

    /// <summary>The version's name.</summary>
    public string Version { get; }

    /// <summary>The answers of Ruby's API, the clock standing at <see cref="Now"/>.</summary>
    public JsonElement Expected { get; }

    /// <summary>The moment for which the answers were computed.</summary>
    public DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(Expected.GetProperty("now_ms").GetInt64());

    /// <summary>Reads the fixture of a version from the folder <c>Fixtures</c> beside the program.</summary>
    public static Fixture Load(string version)
    {
        return new Fixture(version, Read(version, "commands.resp.json"), Read(version, "expected.json"));
    }

    /// <summary>What every changing call of Ruby's API returned, and which keys were different afterwards.</summary>
    public JsonElement ReadMutations() => Read(Version, "mutations.json").GetProperty("scenarios");

    /// <summary>Text of a fixture: a JSON string, or <c>{"b64": ...}</c> where it is not UTF-8.</summary>
    public static byte[] Bytes(JsonElement text) =>
        text.ValueKind == JsonValueKind.Object
            ? text.GetProperty("b64").GetBytesFromBase64()
            : System.Text.Encoding.UTF8.GetBytes(text.GetString()!);

    /// <summary>Writes every key to a database.</summary>
    /// <param name="database">Where to.</param>
    /// <param name="prefix">Goes before every key, as <c>redis-namespace</c> would put it: <c>myapp:</c>.</param>
    /// <param name="withLifetimes">Whether keys expire as they would have; else they stay.</param>
    public async Task IntoAsync(IDatabase database, string prefix = "", bool withLifetimes = false)
    {
        var writes = new List<Task>();
        foreach (var entry in _data.GetProperty("keys").EnumerateArray())
        {
            var key = ((RedisKey)Bytes(entry.GetProperty("key"))).Prepend(prefix);
            writes.Add(WriteAsync(database, key, entry.GetProperty("type").GetString()!, entry.GetProperty("value")));
            if (withLifetimes && entry.GetProperty("ttl_ms") is { ValueKind: JsonValueKind.Number } lifetime)
            {
                writes.Add(database.KeyExpireAsync(key, TimeSpan.FromMilliseconds(lifetime.GetInt64())));
            }
        }

        await Task.WhenAll(writes);
    }

    private static JsonElement Read(string version, string name) => JsonElement.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Fixtures", version, name)),
        new JsonDocumentOptions { MaxDepth = 256 });

    private static Task WriteAsync(IDatabase database, RedisKey key, string type, JsonElement value) => type switch
    {
        "string" => database.StringSetAsync(key, Bytes(value)),
        "list" => database.ListRightPushAsync(key, Values(value)),
        "set" => database.SetAddAsync(key, Values(value)),
        "hash" => database.HashSetAsync(
            key, [.. value.EnumerateArray().Select(pair => new HashEntry(Bytes(pair[0]), Bytes(pair[1])))]),
        // As text: the score arrives as the server wrote it, not as .NET would.
        "zset" => database.ExecuteAsync("ZADD", [key, .. value.EnumerateArray().SelectMany(ScoreAndMember)]),
        _ => throw new FormatException($"The fixture holds a key of type {type}, which cannot be loaded."),
    };

    private static object[] ScoreAndMember(JsonElement pair) => [pair[1].GetString()!, Bytes(pair[0])];

    private static RedisValue[] Values(JsonElement list) => [.. list.EnumerateArray().Select(text => (RedisValue)Bytes(text))];
}
