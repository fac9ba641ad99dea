namespace SidekiqCluster.Grains.Tests.Fleets;

public sealed class FleetOverviewTests(ThreeShards shards) : IClassFixture<ThreeShards>
{
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetOverview_AllShards_IsWhatTheThreeQuestionsAnswer()
    {
        var fleet = shards.Fleet.With(staleness: AnHour);
        var overview = await fleet.GetOverviewAsync(Token);

        var stats = await fleet.GetStatsAsync(cancellationToken: Token);
        var queues = await fleet.Queues.GetSummariesAsync(cancellationToken: Token);
        var processes = await fleet.Processes.GetSummaryAsync(Token);
        Assert.True(overview.IsComplete);
        Assert.Equal(stats.Value, overview.Stats.Value);
        Assert.Equal(stats.Shards, overview.Stats.Shards);
        Assert.Equal(processes.Value, overview.Processes.Value);
        Assert.Equal(processes.Shards, overview.Processes.Shards);
        Assert.Equal(queues.Value.Select(Told), overview.Queues.Value.Select(Told));
        Assert.Equal(queues.Shards.Select(part => part.Shard), overview.Queues.Shards.Select(part => part.Shard));
        Assert.Equal(
            queues.Shards.SelectMany(part => part.Value!).Select(Told), overview.Queues.Shards.SelectMany(part => part.Value!).Select(Told));
    }

    [Fact]
    public async Task GetOverview_NothingChanged_IsTheSameObjectHoweverTheFleetIsTurned()
    {
        var fleet = shards.Fleet.With(staleness: AnHour);

        var first = await fleet.GetOverviewAsync(Token);

        Assert.Same(first, await fleet.GetOverviewAsync(Token));
        Assert.Same(first, await fleet.With(staleness: 2 * AnHour).GetOverviewAsync(Token));
    }

    [Fact]
    public async Task GetOverview_OfNow_IsReadAnewAndHasTheSameNumbers()
    {
        var fleet = shards.Fleet;
        var first = await fleet.With(staleness: AnHour).GetOverviewAsync(Token);

        var next = await fleet.GetOverviewAsync(Token);

        Assert.NotSame(first, next);
        Assert.True(next.Stats.Value.CapturedAt >= first.Stats.Value.CapturedAt);
        Assert.Equal(
            first.Queues.Value.Select(queue => (queue.Name, queue.Size)), next.Queues.Value.Select(queue => (queue.Name, queue.Size)));
    }

    [Fact]
    public async Task GetOverview_OfSomeShardsThenOfAll_ComesWithoutMixingThem()
    {
        var fleet = shards.Fleet.With(staleness: AnHour);

        var some = await fleet.Shards("eu-*").GetOverviewAsync(Token);
        var all = await fleet.GetOverviewAsync(Token);
        var again = await fleet.Shards("us-1").GetOverviewAsync(Token);

        Assert.Equal(["eu-1", "eu-2"], some.Stats.Shards.Select(part => part.Shard));
        Assert.Equal(["eu-1", "eu-2", "us-1"], all.Stats.Shards.Select(part => part.Shard));
        Assert.Equal(all.Stats.Shards[2], Assert.Single(again.Stats.Shards));
        Assert.Equal(all.Stats.Value.Processed, some.Stats.Value.Processed + again.Stats.Value.Processed);
    }

    [Fact]
    public async Task GetOverview_AfterAnAct_ShowsItHoweverOldItMayBe()
    {
        var fleet = shards.Fleet.With(staleness: AnHour);
        var before = await fleet.GetOverviewAsync(Token);

        await fleet.Shard("eu-1").Client.PushAsync(new JobRequest { Class = "HardJob", Args = JsonArguments.Of(1), Queue = "overview" }, Token);

        var after = await fleet.GetOverviewAsync(Token);
        Assert.DoesNotContain(before.Queues.Value, queue => queue.Name == "overview");
        Assert.Equal(1, Assert.Single(after.Queues.Value, queue => queue.Name == "overview").Size);
        Assert.Equal(before.Stats.Value.Enqueued + 1, after.Stats.Value.Enqueued);
    }

    private static string Told(FleetQueueSummary queue) =>
        $"{queue.Name} {queue.Size} {queue.Latency} {queue.Paused} {string.Join(' ', queue.Shards.Select(shard => $"{shard.Key} {shard.Value}"))}";
}
