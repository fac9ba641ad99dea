namespace SidekiqCluster.Grains.Tests.Fleets;

public sealed class FleetProcessesTests(ThreeShards shards) : IClassFixture<ThreeShards>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_AllShards_TellsOfEachShardsProcesses()
    {
        var parts = await shards.AskDirectlyAsync(shard => shard.Processes.ListAsync(Token));

        var answer = await shards.Fleet.Processes.ListAsync(Token);

        Assert.NotEmpty(answer.Value);
        Assert.Equal(
            parts.SelectMany(processes => processes).Select(process => (process.Shard, process.Identity)),
            answer.Value.Select(process => (process.Shard, process.Identity)));
        Assert.Equal(parts.Select(part => part.Count), answer.Shards.Select(part => part.Value!.Count));
    }

    [Fact]
    public async Task GetSummary_AllShards_SumsAndLeavesEachItsLeader()
    {
        var parts = await shards.AskDirectlyAsync(shard => shard.Processes.GetSummaryAsync(Token));

        var answer = await shards.Fleet.Processes.GetSummaryAsync(Token);

        Assert.Equal(parts, answer.Shards.Select(part => part.Value));
        Assert.Equal(
            new ProcessSummary(
                parts.Sum(part => part.Count),
                parts.Sum(part => part.Concurrency),
                parts.Sum(part => part.Busy),
                parts.Sum(part => part.RssKilobytes),
                null),
            answer.Value);
    }

    [Fact]
    public async Task Work_AllShards_IsTheirsTogether()
    {
        var parts = await shards.AskDirectlyAsync(shard => shard.Work.ListAsync(Token));
        var jid = parts[0][0].Job.Jid!;

        var answer = await shards.Fleet.Work.ListAsync(Token);
        var found = await shards.Fleet.Work.FindWorkAsync(jid, Token);

        Assert.Equal(
            parts.SelectMany(works => works).Select(work => (work.Job.Shard, work.ProcessIdentity, work.ThreadId)),
            answer.Value.Select(work => (work.Job.Shard, work.ProcessIdentity, work.ThreadId)));
        Assert.Equal(
            parts.SelectMany(works => works).Where(work => work.Job.Jid == jid).Select(work => work.Job.Shard),
            found.Value.Select(work => work.Job.Shard));
    }
}
