using System.Text;
using SidekiqCluster.Passes;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;
using SidekiqCluster.TestKit.Traffic;
using StackExchange.Redis;

namespace SidekiqCluster.Redis.Tests.Passes;

public sealed class SetPassTests(RedisFixture redis)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(JobOrder.NewestFirst)]
    [InlineData(JobOrder.OldestFirst)]
    [InlineData(JobOrder.Any)]
    public async Task Read_SetThatOthersChange_ReportsWhatStayedOnce(JobOrder order)
    {
        Require.RealRedis();
        await using var database = await redis.NewDatabaseAsync();
        await using var connection = await ShardConnector.ConnectAsync(
            new ShardOptions { Connection = database.ConnectionString }, Token);
        for (var seed = 0; seed < TestSizes.IterationSeeds; seed++)
        {
            var traffic = new SetTraffic(seed, maxLength: 250);
            RedisKey key = $"set:{seed}";
            await database.Redis.SortedSetAddAsync(
                key, [.. traffic.Entries.Select(entry => new SortedSetEntry(entry.Member, entry.Score))]);
            var reader = new RedisSetReader(connection, key, order == JobOrder.NewestFirst);
            var pass = new SetPass(
                new BusySet(reader, traffic, database.Redis, key), new PassOptions { PageSize = 2 + (seed % 10) });

            traffic.Begin();
            var reported = new List<string>();
            var pages = order == JobOrder.Any ? pass.ReadAsync(Token) : pass.ReadInOrderAsync(null, Token);
            await foreach (var page in pages)
            {
                reported.AddRange(page.Select(entry => Encoding.UTF8.GetString(entry.Raw.Span)));
            }

            Assert.True(traffic.Judge(reported) is null, $"Seed {seed}: {traffic.Judge(reported)}.");
        }
    }
}
