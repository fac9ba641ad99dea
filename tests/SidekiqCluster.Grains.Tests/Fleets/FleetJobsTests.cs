namespace SidekiqCluster.Grains.Tests.Fleets;

public sealed class FleetJobsTests(ThreeShards shards) : IClassFixture<ThreeShards>
{
    private const string Jid = "5b6b1ff9a78f5341f29e8604";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("class")]
    [InlineData("queue")]
    [InlineData("error")]
    [InlineData("tag")]
    public async Task Count_ByAField_SumsByItsValues(string? field)
    {
        var by = field is null ? null : JobField.Parse(field);
        var parts = await shards.AskDirectlyAsync(shard => shard.CountJobsAsync(JobSources.All, null, by, Token));

        var answer = await shards.Fleet.CountJobsAsync(JobSources.All, null, by, Token);

        Assert.Equal(parts.Select(Told), answer.Shards.Select(part => Told(part.Value!)));
        Assert.Equal(parts.Sum(part => part.Count), answer.Value.Count);
        Assert.Equal(
            parts.SelectMany(part => part.Groups ?? []).GroupBy(group => group.Key)
                .Select(groups => new JobGroup(groups.Key, groups.Sum(group => group.Count)))
                .OrderByDescending(group => group.Count).ThenBy(group => group.Key, StringComparer.Ordinal),
            answer.Value.Groups ?? []);
        Assert.Equal(field is null, answer.Value.Groups is null);
    }

    [Fact]
    public async Task Count_WithAFilter_CountsWhatItTakesWhereTheJobsAre()
    {
        var filter = JobFilter.Parse("error:* and class:*Job");
        var parts = await shards.AskDirectlyAsync(shard => shard.CountJobsAsync(JobSources.All, filter, cancellationToken: Token));

        var answer = await shards.Fleet.CountJobsAsync(JobSources.All, filter, cancellationToken: Token);

        Assert.NotEqual(0, answer.Value.Count);
        Assert.Equal(parts.Sum(part => part.Count), answer.Value.Count);
    }

    [Fact]
    public async Task FindJobs_ByTheirIds_FindsThemInEveryShard()
    {
        var parts = await shards.AskDirectlyAsync(shard => shard.FindJobsAsync([Jid, "none"], Token));

        var answer = await shards.Fleet.FindJobsAsync([Jid, "none"], Token);

        Assert.NotEmpty(answer.Value);
        Assert.Equal(parts.SelectMany(jobs => jobs).Select(job => job.Id), answer.Value.Select(job => job.Id));
    }

    [Fact]
    public async Task FindEntry_ByItsAddress_FindsTheShardThatHasIt()
    {
        var entry = await shards.Direct[2].DeadSet.ReadAsync(cancellationToken: Token).FirstAsync(Token);

        var found = await shards.Fleet.FindEntryAsync(entry.Id, Token);

        Assert.Equal(("us-1", entry.Id), (found.Value!.Shard, found.Value.Id));
        Assert.Equal([false, false, true], found.Shards.Select(part => part.Value is not null));
    }

    [Fact]
    public async Task Set_SizeAndAJob_AreThoseOfAllShards()
    {
        var sizes = await shards.AskDirectlyAsync(shard => shard.RetrySet.GetSizeAsync(Token));
        var jid = (await shards.Direct[0].RetrySet.ReadAsync(cancellationToken: Token).FirstAsync(job => job.Jid is not null, Token)).Jid!;
        var found = await shards.AskDirectlyAsync(shard => shard.RetrySet.FindJobAsync(jid, Token));

        var size = await shards.Fleet.RetrySet.GetSizeAsync(Token);
        var answer = await shards.Fleet.RetrySet.FindJobAsync(jid, Token);

        Assert.Equal(sizes, size.Shards.Select(part => part.Value));
        Assert.Equal(sizes.Sum(), size.Value);
        Assert.Equal(found.OfType<SortedEntry>().Select(job => (job.Shard, job.Id)), answer.Value.Select(job => (job.Shard, job.Id)));
    }

    [Fact]
    public async Task Set_FetchedByTimesAndScore_HasTheEntriesOfAllShards()
    {
        var (from, to) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var each = await shards.AskDirectlyAsync(shard => shard.DeadSet.FetchAsync(from, to, null, Token));
        var one = each[2][0];
        var ofScore = await shards.AskDirectlyAsync(shard => shard.DeadSet.FetchAsync(one.Score, one.Jid, Token));

        var all = await shards.Fleet.DeadSet.FetchAsync(from, to, cancellationToken: Token);
        var same = await shards.Fleet.DeadSet.FetchAsync(one.Score, one.Jid, Token);

        Assert.True(all.IsComplete);
        Assert.Equal(each.SelectMany(part => part).OrderBy(entry => entry.Score).Select(Place), all.Value.Select(Place));
        Assert.Equal(each.Select(part => part.Count), all.Shards.Select(part => part.Value!.Count));
        Assert.Equal(ofScore.SelectMany(part => part).Select(Place), same.Value.Select(Place));
        Assert.Contains(Place(one), same.Value.Select(Place));
        await Assert.ThrowsAsync<ArgumentException>(() => shards.Fleet.DeadSet.FetchAsync(double.NaN, cancellationToken: Token));

        static (string, double, EntryId) Place(SortedEntry entry) => (entry.Shard, entry.Score, entry.Id);
    }

    private static string Told(JobCount count) => $"{count.Count}: {string.Join(", ", count.Groups ?? [])}";
}
