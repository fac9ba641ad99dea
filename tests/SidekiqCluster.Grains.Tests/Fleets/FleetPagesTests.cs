namespace SidekiqCluster.Grains.Tests.Fleets;

public sealed class FleetPagesTests(ThreeShards shards) : IClassFixture<ThreeShards>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(JobOrder.NewestFirst, "", 7)]
    [InlineData(JobOrder.OldestFirst, "", 50)]
    [InlineData(JobOrder.NewestFirst, "error:*", 3)]
    public async Task GetJobs_PageByPage_GivesWhatAPagerGivesThatIsConnectedToAll(JobOrder order, string filter, int limit)
    {
        var query = new JobQuery { Filter = JobFilter.Parse(filter), Order = order, Limit = limit };
        var direct = new JobPager(shards.Direct.Select(ShardSource.Of)) { TimeProvider = shards.Direct[0].TimeProvider };

        var expected = await PagesAsync(query, direct.GetPageAsync);
        var pages = await PagesAsync(query, shards.Fleet.GetJobsAsync);

        Assert.True(pages.Count > 1);
        Assert.Equal(expected, pages);
    }

    [Fact]
    public async Task GetPage_OfASetAndOfAQueue_HasThatSourceAlone()
    {
        var set = await shards.Fleet.RetrySet.GetPageAsync(1000, cancellationToken: Token);
        var queue = await shards.Fleet.Queue("default").GetPageAsync(1000, cancellationToken: Token);

        Assert.Equal((await shards.AskDirectlyAsync(shard => shard.RetrySet.GetSizeAsync(Token))).Sum(), set.Jobs.Count);
        Assert.Equal((await shards.AskDirectlyAsync(shard => shard.Queue("default").GetSizeAsync(Token))).Sum(), queue.Jobs.Count);
        Assert.Null(set.Cursor);
        Assert.Equal(set.Jobs.Cast<SortedEntry>().Select(job => job.Score).OrderDescending(), set.Jobs.Cast<SortedEntry>().Select(job => job.Score));
    }

    [Fact]
    public async Task GetJobs_CursorOfAnotherQuery_IsRefusedAsDirectly()
    {
        var page = await shards.Fleet.GetJobsAsync(new JobQuery { Limit = 5 }, Token);

        await Assert.ThrowsAsync<FormatException>(
            () => shards.Fleet.GetJobsAsync(new JobQuery { Limit = 5, Order = JobOrder.OldestFirst, Cursor = page.Cursor }, Token));
        await Assert.ThrowsAsync<FormatException>(
            () => shards.Fleet.Shards("eu-*").GetJobsAsync(new JobQuery { Limit = 5, Cursor = page.Cursor }, Token));
        await Assert.ThrowsAsync<FormatException>(
            () => shards.Fleet.GetJobsAsync(new JobQuery { Limit = 5, Cursor = "none" }, Token));
    }

    private static async Task<IReadOnlyList<string>> PagesAsync(
        JobQuery query, Func<JobQuery, CancellationToken, Task<ShardsJobPage>> readAsync)
    {
        var pages = new List<string>();
        var page = await readAsync(query, Token);
        while (true)
        {
            Assert.All(page.Shards, shard => Assert.True(shard.IsOk));
            pages.Add(string.Join(' ', page.Jobs.Select(job => $"{job.Shard}/{job.Source}/{job.Id}")));
            if (page.Cursor is not { } cursor)
            {
                return pages;
            }

            page = await readAsync(query with { Cursor = cursor }, Token);
        }
    }
}
