using System.Text;
using SidekiqCluster.Queries;

namespace SidekiqCluster.Abstractions.Tests.Queries;

public sealed class JobMergeTests
{
    private static readonly JobSource Queue = JobSource.Queue("default");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(JobOrder.NewestFirst, "a0 b0 a3 b2 a1")]
    [InlineData(JobOrder.OldestFirst, "a0 b0 a1 b2 a3")]
    public async Task Queues_JobsWithoutATime_StandFirstAsInPages(JobOrder order, string expected)
    {
        int[] ofA = order == JobOrder.NewestFirst ? [0, 3, 1] : [0, 1, 3];

        var merged = await new JobMerge(JobSources.Of(Queue), order)
            .ReadAsync([Jobs("a", ofA), Jobs("b", [0, 2])], static (_, _) => { }, Token)
            .Select(static job => $"{job.Shard}{job.Jid}")
            .ToListAsync(Token);

        Assert.Equal(expected, string.Join(' ', merged));
    }

    [Fact]
    public async Task Queues_TimesThatDifferByAMicrosecond_AreToldApart()
    {
        var early = Job("z", """{"jid":"1","enqueued_at":1795442400.000001}""");
        var late = Job("a", """{"jid":"2","enqueued_at":1795442400.000002}""");

        var merged = await new JobMerge(JobSources.Of(Queue), JobOrder.OldestFirst)
            .ReadAsync([new[] { late }.ToAsyncEnumerable(), new[] { early }.ToAsyncEnumerable()], static (_, _) => { }, Token)
            .ToListAsync(Token);

        Assert.Equal([early, late], merged);
    }

    private static IAsyncEnumerable<JobRecord> Jobs(string shard, int[] times) => times
        .Select(time => Job(shard, time == 0 ? """{"jid":"0"}""" : $$"""{"jid":"{{time}}","enqueued_at":{{1795442400 + time}}.5}"""))
        .ToAsyncEnumerable();

    private static JobRecord Job(string shard, string json) => new(shard, Queue, Encoding.UTF8.GetBytes(json));
}
