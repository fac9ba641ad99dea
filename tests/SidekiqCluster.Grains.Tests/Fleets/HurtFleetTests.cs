using System.Diagnostics;
using SidekiqCluster.LocalServers;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Grains.Tests.Fleets;

/// <summary>Shards that hang or are away are told of beside the others' answers, and hold up nobody.</summary>
public sealed class HurtFleetTests(RedisFixture redis)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryQuestion_AShardHangsAndAnotherIsAway_MarksBothAndAnswersForTheRest()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, "Needs redis-server.");
        await using var database = await redis.NewDatabaseAsync(Fixture.Load("sidekiq-8.1.7"));
        await using var hung = await RedisServer.StartAsync([], Token);
        await using var silos = await TestFleet.StartAsync(silos: 2);
        silos.Add(new ShardOptions { Name = "away", Connection = "127.0.0.1:1", Timeout = Short });
        var seen = silos.Add(new ShardOptions { Name = "hung", Connection = hung.EndPoint });
        var well = silos.Add(new ShardOptions { Name = "well", Connection = database.ConnectionString });
        var expected = (await well.GetStatsAsync(cancellationToken: Token)).Processed;
        await seen.GetStatsAsync(cancellationToken: Token);
        var fleet = silos.All(TimeSpan.Zero, Short);
        await Task.WhenAll(AskAll(silos.All()));
        await hung.HangAsync(Token);

        var asked = Stopwatch.GetTimestamp();
        var answer = await fleet.GetStatsAsync(cancellationToken: Token);
        Assert.InRange(Stopwatch.GetElapsedTime(asked), Short, 10 * Short);

        Assert.Equal(["away", "hung", "well"], answer.Shards.Select(part => part.Shard));
        Assert.Equal(["away", "hung"], answer.Gaps.Select(gap => gap.Shard));
        var (away, stale, fresh) = (answer.Shards[0], answer.Shards[1], answer.Shards[2]);
        Assert.Equal(expected, answer.Value.Processed);
        Assert.False(away.Outcome.HasAnswer);
        Assert.NotNull(away.Outcome.Error);
        Assert.Contains("did not answer", stale.Outcome.Error, StringComparison.Ordinal);
        Assert.True(stale.Outcome.HasAnswer);
        Assert.NotNull(stale.Outcome.StaleSince);
        Assert.NotNull(stale.Value);
        Assert.True(fresh.Outcome.IsOk);

        Assert.All(await Task.WhenAll(AskAll(fleet)), gaps => Assert.Equal("away hung", gaps));

        await hung.WakeAsync(Token);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while ((await fleet.GetStatsAsync(cancellationToken: limit.Token)).Gaps.Count() > 1)
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    private static IEnumerable<Task<string>> AskAll(ISidekiqFleet fleet) =>
    [
        GapsOf(fleet.CountJobsAsync(JobSources.All, cancellationToken: Token)),
        GapsOf(fleet.FindJobsAsync(["none"], Token)),
        GapsOf(fleet.Queues.GetSummariesAsync(cancellationToken: Token)),
        GapsOf(fleet.Queue("default").GetSizeAsync(Token)),
        GapsOf(fleet.Work.ListAsync(Token)),
        GapsOf(fleet.GetTopJobsAsync(cancellationToken: Token)),
    ];

    private static async Task<string> GapsOf<T>(Task<FleetAnswer<T>> question) =>
        string.Join(' ', (await question).Gaps.Select(gap => gap.Shard));
}
