using System.Text.Json;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Redis.Tests.DataApi.Iterations;

public sealed class IterationSetTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetMany_OfFixture_AnswersAsRubyDoesAndToleratesAMissingCursor()
    {
        var fixture = Fixture.Load("sidekiq-8.1.7");
        await using var database = await redis.NewDatabaseAsync(fixture, "myapp:");
        await using var shard = await database.ConnectAsync(fixture.Now);
        JsonProperty[] expected = [.. fixture.Expected.GetProperty("iteration").EnumerateObject()];

        var states = await shard.Iterations.GetManyAsync(expected.Select(state => state.Name), Token);

        Assert.Equal(expected.Count(state => state.Value.ValueKind != JsonValueKind.Null), states.Count);
        foreach (var (jid, state) in states)
        {
            var raw = fixture.Expected.GetProperty("iteration").GetProperty(jid).GetProperty("raw");
            Assert.Equal(jid, state.Jid);
            Assert.Equal(Raw("ex"), state.Executions?.ToString());
            Assert.Equal(Raw("c"), state.CursorText);
            Assert.Equal(Raw("c"), state.Cursor?.GetRawText());
            Assert.Equal(Raw("rt"), state.Runtime?.TotalSeconds.ToString());
            Assert.Equal(Raw("cancelled"), state.CancelledAt?.ToUnixTimeSeconds().ToString());

            string? Raw(string name) => raw.TryGetProperty(name, out var value) ? value.GetString() : null;
        }
    }

    [Fact]
    public async Task GetMany_RepeatedAndUnknownJids_AreLeftOut()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.HashSetAsync("it-b1", [new("ex", "1")]);
        await using var shard = await database.ConnectAsync();

        Assert.Equal(["b1"], (await shard.Iterations.GetManyAsync(["b1", "b2", "b1"], Token)).Keys);
        Assert.Empty(await shard.Iterations.GetManyAsync([], Token));
    }

    [Fact]
    public async Task Get_UnknownJid_IsNull()
    {
        await using var database = await redis.NewDatabaseAsync();
        await using var shard = await database.ConnectAsync();

        Assert.Null(await shard.Iterations.GetAsync("b1", Token));
    }
}
