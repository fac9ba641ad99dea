using System.Text;
using SidekiqCluster.TestKit.Redis;
using StackExchange.Redis;

namespace SidekiqCluster.Grains.Tests.Fleets;

/// <summary>A question that takes very long is asked beside all others: it holds up neither refreshes, nor acts, nor short questions.</summary>
public sealed class LongQuestionTests(RedisFixture redis)
{
    private const int Jobs = 300_000;

    /// <summary>Takes all processors for longer than all that is asked beside it.</summary>
    private static readonly JobFilter Endless = JobFilter.AnyOf(
        Enumerable.Range(0, 1_500).Select(static number => JobFilter.Parse(FormattableString.Invariant($"args[0]:*x{number}y*"))));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("queue:long")]
    [InlineData("dead")]
    public async Task Count_ThatTakesVeryLong_HoldsUpNeitherActsNorRefreshes(string source)
    {
        await using var database = await redis.NewDatabaseAsync();
        await FillAsync(database.Redis, source);
        await using var silos = await TestFleet.StartAsync();
        var shard = silos.Add(new ShardOptions { Name = "eu-1", Connection = database.ConnectionString }, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        var fresh = silos.All();
        var sources = JobSources.Parse(source);
        await shard.CountJobsAsync(sources, JobFilter.All, cancellationToken: Token);
        for (var number = 0; number < 3; number++)
        {
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var endless = shard.CountJobsAsync(sources, Endless, cancellationToken: ending.Token);

            var deleted = await shard.Operations.DeleteAsync(
                JobSelection.Where(sources, JobFilter.Parse(FormattableString.Invariant($"jid:{number:x24}"))), cancellationToken: Token);
            var left = await fresh.Shard("eu-1").CountJobsAsync(sources, JobFilter.Parse("class:Short"), cancellationToken: Token);

            Assert.Equal((1, Jobs - number - 1), (deleted.Done, left.Count));
            Assert.False(endless.IsCompleted);
            await ending.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
        }
    }

    private static async Task FillAsync(IDatabase database, string source)
    {
        foreach (var numbers in Enumerable.Range(0, Jobs).Chunk(10_000))
        {
            var jobs = numbers.Select(number => FormattableString.Invariant($$"""{"class":"Short","args":["some text"],"jid":"{{number:x24}}"}""")).ToArray();
            if (source == "dead")
            {
                await database.SortedSetAddAsync("dead", [.. jobs.Select((job, place) => new SortedSetEntry(job, numbers[place]))]);
            }
            else
            {
                await database.ListLeftPushAsync(source, [.. jobs.Select(static job => (RedisValue)Encoding.UTF8.GetBytes(job))]);
            }
        }
    }
}
