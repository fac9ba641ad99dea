using SidekiqCluster.Passes;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Snapshots;

public sealed class RawPageTests(RedisFixture redis)
{
    private static readonly double[] Scores =
    [
        double.NegativeInfinity, double.MinValue, -1.5, -double.Epsilon, 0, 0.1, 1.0 / 3, 1795445200.1234567, 1e300, double.PositiveInfinity,
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RedisProtocol.Resp2)]
    [InlineData(RedisProtocol.Resp3)]
    public async Task OfSet_WhateverTheScores_ReadsThemExactly(RedisProtocol protocol)
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.SortedSetAddAsync("dead", [.. Scores.Select((score, number) => new SortedSetEntry($"job {number}", score))]);

        using var page = RawPage.OfSet(await AskAsync(database, protocol, "ZRANGE", "dead", 0, -1, "WITHSCORES"));

        Assert.Equal(Scores, Enumerable.Range(0, page.Count).Select(index => page[index].Score));
        Assert.Equal(Scores.Select((_, number) => $"job {number}"), Texts(page));
    }

    [Theory]
    [InlineData(RedisProtocol.Resp2)]
    [InlineData(RedisProtocol.Resp3)]
    public async Task OfList_WhateverTheBytes_ReadsThemExactly(RedisProtocol protocol)
    {
        await using var database = await redis.NewDatabaseAsync();
        byte[][] payloads = [[], [0], "\r\n$5\r\n"u8.ToArray(), [0xff, 0xfe], new byte[100_000]];
        await database.Redis.ListRightPushAsync("queue:a", Array.ConvertAll(payloads, payload => (RedisValue)payload));

        using var page = RawPage.OfList(await AskAsync(database, protocol, "LRANGE", "queue:a", 0, -1));
        using var reversed = RawPage.OfList(await AskAsync(database, protocol, "LRANGE", "queue:a", 0, -1), isReversed: true);
        using var none = RawPage.OfList(await AskAsync(database, protocol, "LRANGE", "queue:none", 0, -1));

        Assert.Equal(payloads, Enumerable.Range(0, page.Count).Select(index => page.Raw(index).ToArray()));
        Assert.Equal(payloads.Reverse(), Enumerable.Range(0, reversed.Count).Select(index => reversed.Keep(index).ToArray()));
        Assert.Equal(0, none.Count);
    }

    [Fact]
    public async Task ReadPageAsync_KeyOfAnotherType_IsToldByItsKey()
    {
        await using var database = await redis.NewDatabaseAsync();
        await database.Redis.StringSetAsync("queue:a", "text");
        await using var connection = await database.OpenAsync();

        var refused = await Assert.ThrowsAsync<SidekiqClusterException>(
            () => new SidekiqCluster.Snapshots.RedisListSource(connection, "queue:a").ReadPageAsync(0, 10, Token));

        Assert.Contains("queue:a", refused.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Texts(RawPage page) =>
        Enumerable.Range(0, page.Count).Select(index => System.Text.Encoding.UTF8.GetString(page.Raw(index).Span));

    private static async Task<RespResult> AskAsync(
        TestDatabase database, RedisProtocol protocol, string command, string key, params RedisValue[] arguments)
    {
        var options = ConfigurationOptions.Parse(database.ConnectionString);
        options.Protocol = protocol;
        await using var multiplexer = await ConnectionMultiplexer.ConnectAsync(options);
        RedisKeyOrValue[] all = [(RedisKey)key, .. arguments.Select(argument => (RedisKeyOrValue)argument)];
        return await multiplexer.GetDatabase().ExecuteRespAsync(command, all);
    }
}
