using System.Globalization;
using System.Text.Json;
using SidekiqCluster.Compatibility.Tests.DataApi.Answers;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Mutations;

/// <summary>One changing call of Ruby's API: what went before it, what it returned, which keys were different afterwards.</summary>
internal sealed class Mutation(JsonElement scenario)
{
    public string Name { get; } = scenario.GetProperty("name").GetString()!;

    public JsonElement Returns { get; } = scenario.GetProperty("returns");

    /// <summary>The keys that Ruby left different, by name, in the shape of <see cref="Shown"/>.</summary>
    public JsonElement Changed { get; } = Shape.Json(scenario.GetProperty("changed").EnumerateArray()
        .ToDictionary(change => KeyState.Text(Fixture.Bytes(change.GetProperty("key"))), change => Shown(StateOf(change.GetProperty("after")))));

    public static IReadOnlyList<Mutation> Of(Fixture fixture) =>
        [.. fixture.ReadMutations().EnumerateArray().Select(scenario => new Mutation(scenario))];

    /// <summary>Sends the commands that go before the call.</summary>
    /// <param name="database">Where to.</param>
    /// <param name="prefix">Goes before the key, which is the first argument of each command.</param>
    public async Task PrepareAsync(IDatabase database, string prefix)
    {
        foreach (var command in scenario.GetProperty("setup").EnumerateArray())
        {
            object[] arguments = [prefix + command[1].GetString(), .. command.EnumerateArray().Skip(2).Select(Fixture.Bytes)];
            await database.ExecuteAsync(command[0].GetString()!, arguments);
        }
    }

    /// <summary>A key's state to compare and to show; null when the key is gone.</summary>
    public static IReadOnlyDictionary<string, object?>? Shown(KeyState? state) => state is null ? null : new Dictionary<string, object?>
    {
        ["type"] = state.Type,
        ["expires"] = state.Lifetime is { } lifetime ? (long)lifetime.TotalSeconds : null,
        ["items"] = Shape.Json(state.Items),
    };

    private static KeyState? StateOf(JsonElement after)
    {
        if (after.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var value = after.GetProperty("value");
        var type = after.GetProperty("type").GetString()!;
        TimeSpan? lifetime = after.GetProperty("ttl_ms") is { ValueKind: JsonValueKind.Number } left
            ? TimeSpan.FromMilliseconds(left.GetInt64())
            : null;
        return new KeyState(type, lifetime, type switch
        {
            "string" => [KeyState.Text(Fixture.Bytes(value))],
            "hash" => [.. value.EnumerateArray().Select(field => KeyState.Field(Fixture.Bytes(field[0]), Fixture.Bytes(field[1]))).Order(StringComparer.Ordinal)],
            "zset" => [.. value.EnumerateArray().Select(entry =>
                KeyState.Member(Fixture.Bytes(entry[0]), double.Parse(entry[1].GetString()!, CultureInfo.InvariantCulture)))],
            "set" => [.. value.EnumerateArray().Select(member => KeyState.Text(Fixture.Bytes(member))).Order(StringComparer.Ordinal)],
            _ => [.. value.EnumerateArray().Select(element => KeyState.Text(Fixture.Bytes(element)))],
        });
    }
}
