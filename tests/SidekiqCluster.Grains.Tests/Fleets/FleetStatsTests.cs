namespace SidekiqCluster.Grains.Tests.Fleets;

public sealed class FleetStatsTests(ThreeShards shards) : IClassFixture<ThreeShards>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GetStats_AllShards_SumsAndKeepsEachPart(bool includeSlowHalf)
    {
        var parts = await shards.AskDirectlyAsync(shard => shard.GetStatsAsync(includeSlowHalf, Token));

        var answer = await shards.Fleet.GetStatsAsync(includeSlowHalf, Token);

        Assert.Equal(["eu-1", "eu-2", "us-1"], answer.Shards.Select(part => part.Shard));
        Assert.Equal(parts, answer.Shards.Select(part => part.Value));
        Assert.True(answer.IsComplete);
        Assert.Empty(answer.Gaps);
        StatsSnapshot value = answer;
        Assert.Equal(
            new StatsSnapshot
            {
                Processed = parts.Sum(part => part.Processed),
                Failed = parts.Sum(part => part.Failed),
                Scheduled = parts.Sum(part => part.Scheduled),
                Retries = parts.Sum(part => part.Retries),
                Dead = parts.Sum(part => part.Dead),
                Enqueued = includeSlowHalf ? parts.Sum(part => part.Enqueued) : null,
                Busy = includeSlowHalf ? parts.Sum(part => part.Busy) : null,
                Processes = parts.Sum(part => part.Processes),
                DefaultQueueLatency = parts.Max(part => part.DefaultQueueLatency),
                CapturedAt = parts.Min(part => part.CapturedAt),
            },
            value);
    }

    [Fact]
    public async Task GetStatsHistory_AllShards_SumsByDay()
    {
        var day = new DateOnly(2026, 11, 23);
        var parts = await shards.AskDirectlyAsync(shard => shard.Stats.GetHistoryAsync(day, 5, Token));

        var answer = await shards.Fleet.GetStatsHistoryAsync(day, 5, Token);

        Assert.Equal(parts.Select(part => part.Days), answer.Shards.Select(part => part.Value!.Days));
        Assert.Equal(
            Enumerable.Range(0, 5).Select(i => new StatsDay(
                day.AddDays(-i), parts.Sum(part => part.Days[i].Processed), parts.Sum(part => part.Days[i].Failed))),
            answer.Value.Days);
    }

    [Fact]
    public async Task GetStatsHistory_OfNoDays_IsMisuse() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
        () => shards.Fleet.GetStatsHistoryAsync(days: 0, cancellationToken: Token));

    [Fact]
    public async Task GetTopJobs_AllShards_SumsByClass()
    {
        var parts = await shards.AskDirectlyAsync(shard => shard.Metrics.GetTopJobsAsync(MetricsWindow.LastHours(72), cancellationToken: Token));

        var answer = await shards.Fleet.GetTopJobsAsync(MetricsWindow.LastHours(72), cancellationToken: Token);

        Assert.Equal(
            parts.SelectMany(part => part.Jobs).GroupBy(job => job.Class)
                .Select(jobs => (jobs.Key, jobs.Sum(job => job.Processed), jobs.Sum(job => job.Failed), jobs.Sum(job => job.Elapsed.Ticks)))
                .OrderByDescending(job => job.Item4).ThenBy(job => job.Key, StringComparer.Ordinal),
            answer.Value.Jobs.Select(job => (job.Class, job.Processed, job.Failed, job.Elapsed.Ticks)));
        Assert.All(answer.Value.Jobs, job => Assert.Equal(job.Processed, job.Series.Sum(bucket => bucket.Processed)));
        Assert.Equal(parts[0].Bucket, answer.Value.Bucket);
    }

    [Theory]
    [InlineData("eu-*", "eu-1 eu-2")]
    [InlineData("us-1,eu-2", "eu-2 us-1")]
    public async Task GetStats_OfASelection_AsksThoseShardsAlone(string selection, string names) =>
        Assert.Equal(names, string.Join(' ', (await shards.Fleet.Shards(selection).GetStatsAsync(cancellationToken: Token)).Shards.Select(part => part.Shard)));

    [Fact]
    public async Task GetStats_OfAShardThatIsNone_SaysWhichThereAre()
    {
        var unknown = await Assert.ThrowsAsync<ShardUnknownException>(
            () => shards.Fleet.Shards("eu-3").GetStatsAsync(cancellationToken: Token));

        Assert.Contains("it has eu-1, eu-2, us-1", unknown.Message, StringComparison.Ordinal);
    }
}
