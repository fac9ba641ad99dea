using System.Text;
using SidekiqCluster.Passes;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Traffic;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Passes;

public sealed class ListPassTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAsync_ListThatOthersChange_ReportsWhatStayedOnce(bool newestFirst)
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        await using var connection = await ShardConnector.ConnectAsync(
            new ShardOptions { Connection = database.ConnectionString }, Token);
        for (var seed = 0; seed < TestSizes.IterationSeeds; seed++)
        {
            var traffic = new ListTraffic(seed, maxLength: 250);
            RedisKey key = $"queue:{seed}";
            await database.Redis.ListRightPushAsync(key, [.. traffic.Entries.Select(entry => (RedisValue)entry)]);
            var list = new BusyList(new RedisListReader(connection, key, newestFirst), traffic, database.Redis, key);
            var options = new PassOptions
            {
                PageSize = 5 + (seed % 16),
                LookBack = newestFirst ? LookBack.UntilStart : LookBack.UntilNothingNew,
            };

            traffic.Begin();
            var reported = new List<string>();
            await foreach (var page in new ListPass(list, options).ReadAsync(null, Token))
            {
                reported.AddRange(page.Select(entry => Encoding.UTF8.GetString(entry.Raw.Span)));
            }

            Assert.True(traffic.Judge(reported) is null, $"Seed {seed}: {traffic.Judge(reported)}.");
            Assert.Equal(traffic.Entries, (await database.Redis.ListRangeAsync(key)).Select(entry => (string)entry!));
        }
    }
}
