using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Compatibility.Tests.DataApi.Comparing;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Shards;

namespace SidekiqCluster.Compatibility.Tests.DataApi.Mutations;

/// <summary>Does by our API what a scenario did by Ruby's, from the same state at the same time, and compares both.</summary>
internal static class MutationRun
{
    /// <summary>How much later than Ruby we may look at what expires.</summary>
    private const long SecondsOfPatience = 5;

    public static async Task<Comparison> CompareAsync(RedisFixture redis, Fixture fixture, string prefix)
    {
        var comparison = new Comparison(DeliberateDifferences.All);
        foreach (var mutation in Mutation.Of(fixture))
        {
            await CompareAsync(comparison, redis, fixture, mutation, prefix);
        }

        return comparison;
    }

    private static async Task CompareAsync(
        Comparison comparison, RedisFixture redis, Fixture fixture, Mutation mutation, string prefix)
    {
        Assert.True(MutationActs.All.TryGetValue(mutation.Name, out var act), $"No act for the scenario '{mutation.Name}'.");
        await using var database = await redis.NewDatabaseAsync(fixture, prefix);
        await mutation.PrepareAsync(database.Redis, prefix);
        await using var shard = await ShardDriver.ConnectAsync(
            new ShardOptions
            {
                Connection = database.ConnectionString,
                KeyPrefix = prefix,
                TimeProvider = new FakeTimeProvider(fixture.Now),
            },
            CountingFrom(act.FirstId));
        var before = await DatabaseState.ReadAsync(database.Redis, prefix);

        var answer = await act.ActAsync(shard);

        var changes = before.ChangesTo(await DatabaseState.ReadAsync(database.Redis, prefix));
        comparison.Compare($"mutations/{mutation.Name}/returns", mutation.Returns, answer);
        comparison.Compare(
            $"mutations/{mutation.Name}/changed",
            mutation.Changed,
            changes.ToDictionary(
                change => change.Key,
                object? (change) => Mutation.Shown(change.Value is { } state ? AsOldAs(mutation.Changed, change.Key, state) : null)));
    }

    /// <summary>New ids count up as Ruby's did, and all that is random falls in the middle.</summary>
    private static PushDice CountingFrom(long id) => new()
    {
        NewJid = () => (id++).ToString("x24", CultureInfo.InvariantCulture),
        Fraction = 0.5,
    };

    private static KeyState AsOldAs(JsonElement theirs, string key, KeyState state) =>
        state.Lifetime is { } lifetime
        && theirs.TryGetProperty(key, out var change) && change.ValueKind == JsonValueKind.Object
        && change.GetProperty("expires") is { ValueKind: JsonValueKind.Number } seconds
        && seconds.GetInt64() - (long)lifetime.TotalSeconds is >= 0 and <= SecondsOfPatience
            ? state with { Lifetime = TimeSpan.FromSeconds(seconds.GetInt64()) }
            : state;
}
