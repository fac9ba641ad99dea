using System.Text.Json;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Compatibility.Tests.Servers;

public sealed class FixtureTests(RedisFixture redis)
{
    public static TheoryData<string> Versions => [.. Fixture.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task IntoAsync_WithPrefix_LoadsEveryKeyUnderIt(string version)
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load(version), "myapp:");

        var keys = new List<string>();
        await foreach (var key in redis.Admin.GetServers()[0].KeysAsync(database.Index, "*"))
        {
            keys.Add(key!);
        }

        var file = await File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "Fixtures", version, "commands.resp.json"),
            TestContext.Current.CancellationToken);
        var expected = JsonElement.Parse(file).GetProperty("keys").EnumerateArray()
            .Select(entry => "myapp:" + entry.GetProperty("key").GetString());
        Assert.Equal(expected.Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task IntoAsync_TextThatIsNotUtf8_ArrivesByteForByte()
    {
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));

        var raw = await database.Redis.ListRangeAsync("queue:weird");

        Assert.Contains(raw, value => ((byte[])value!).AsSpan().ContainsAny((byte)0xff, (byte)0xfe, (byte)0xc3));
        Assert.Contains(raw, value => ((byte[])value!).Length == 0);
    }

    [Fact]
    public async Task Garnet_EveryDatabase_HoldsItsOwnKeys()
    {
        await using var server = GarnetServer.Start();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.EndPoint);

        foreach (var index in Enumerable.Range(0, server.DatabaseCount))
        {
            await connection.GetDatabase(index).StringSetAsync("number", index);
        }

        foreach (var index in Enumerable.Range(0, server.DatabaseCount))
        {
            Assert.Equal(index, await connection.GetDatabase(index).StringGetAsync("number"));
        }
    }

    [Fact]
    public async Task RealRedis_StartedTwice_AnswersOnTwoPorts()
    {
        Require.RealRedis();
        await using var first = await RedisServer.StartAsync([], TestContext.Current.CancellationToken);
        await using var second = await RedisServer.StartAsync([], TestContext.Current.CancellationToken);
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{first.EndPoint},{second.EndPoint}");

        Assert.NotEqual(first.Port, second.Port);
        Assert.All(connection.GetServers(), server => Assert.True(server.IsConnected));
    }
}
