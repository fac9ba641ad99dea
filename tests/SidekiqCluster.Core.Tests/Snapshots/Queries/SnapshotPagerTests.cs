using SidekiqCluster.Passes;
using SidekiqCluster.Queries;
using SidekiqCluster.Queries.Paging;
using SidekiqCluster.Snapshots;
using SidekiqCluster.TestKit.Jobs;

namespace SidekiqCluster.Core.Tests.Snapshots.Queries;

public sealed class SnapshotPagerTests
{
    private const int Jobs = 3_000;

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1795445200);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Orders => new()
    {
        { "queue:default", true }, { "queue:default", false }, { "retry", true }, { "retry", false },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Read_PageAfterPage_GivesEachMatchOnceInOrder(string source, bool newestFirst)
    {
        using var view = ViewOf(source, Enumerable.Range(0, Jobs));
        var filter = FilterOf(view, "class:Billing::* args[0]<2000");
        var expected = Enumerable.Range(0, Jobs).Where(number => number % 10 != 0 && number < 2000);

        var pages = await ReadAllAsync(view, filter, newestFirst, limit: 77);

        Assert.Equal((newestFirst ? expected.Reverse() : expected).Select(ManyJobs.JidOf), pages.Select(job => job.Record.Jid));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Read_PageFromANewerView_GoesOnWhereTheLastOneEnded(string source, bool newestFirst)
    {
        using var first = ViewOf(source, Enumerable.Range(100, Jobs));
        var page = await ReadAsync(first, FilterOf(first, "class:*"), newestFirst, 50);

        // Pushed at one end, popped at the other, and some of those that were read are gone.
        var gone = page.TakeLast(3).Select(job => job.Record.Jid).ToHashSet();
        using var second = ViewOf(
            source, Enumerable.Range(130, Jobs + 200).Where(number => !gone.Contains(ManyJobs.JidOf(number))));
        var rest = await ReadAllAsync(second, FilterOf(second, "class:*"), newestFirst, limit: 1000, page[^1].Mark);

        var expected = newestFirst
            ? Enumerable.Range(130, Jobs + 100 - 130 - 50).Reverse()
            : Enumerable.Range(150, Jobs + 180);
        Assert.Equal(expected.Select(ManyJobs.JidOf), rest.Select(job => job.Record.Jid));
    }

    [Theory]
    [InlineData("class")]
    [InlineData("queue")]
    [InlineData("error")]
    [InlineData("retry")]
    [InlineData("args[2].premium")]
    public async Task Tally_ByAField_CountsWhatTheRecordsShow(string text)
    {
        using var view = ViewOf("retry", Enumerable.Range(0, Jobs));
        var by = JobField.Parse(text);
        var expected = Enumerable.Range(0, Jobs)
            .Select(number => new SortedEntry("eu-1", JobSource.Retry, ManyJobs.Payload(number), number))
            .Where(job => job.DisplayClass!.EndsWith('3'))
            .CountBy(job => by.ReadKeys(job, Now)[0] ?? "none")
            .ToDictionary();

        var count = (await SnapshotTally.OfAsync(view, FilterOf(view, "class:*3"), by, schema: null, TestContext.Current.CancellationToken)).ToCount(isGrouped: true);

        Assert.Equal(expected.Values.Sum(), count.Count);
        Assert.Equal(expected, count.Groups!.ToDictionary(group => group.Key ?? "none", group => (int)group.Count));
    }

    [Fact]
    public void Find_Jids_FindsThoseThatAreThere()
    {
        using var view = ViewOf("queue:default", Enumerable.Range(0, Jobs));
        var wanted = new JidMatcher([ManyJobs.JidOf(5), ManyJobs.JidOf(2_999), ManyJobs.JidOf(Jobs)]);

        var found = SnapshotJids.Find(view, "eu-1", wanted);

        Assert.Equal([ManyJobs.JidOf(5), ManyJobs.JidOf(2_999)], found.Select(job => job.Jid));
        Assert.Equal(ManyJobs.Payload(5), found[0].Raw.ToArray());
    }

    /// <summary>All jobs by pages, each a reading of its own.</summary>
    private static async Task<List<PagedJob>> ReadAllAsync(
        SnapshotView view, SnapshotFilter filter, bool newestFirst, int limit, SourceMark? mark = null)
    {
        var jobs = new List<PagedJob>();
        while (true)
        {
            var page = await ReadAsync(view, filter, newestFirst, limit, mark);
            jobs.AddRange(page);
            if (page.Count < limit)
            {
                return jobs;
            }

            mark = page[^1].Mark;
        }
    }

    private static async Task<List<PagedJob>> ReadAsync(
        SnapshotView view, SnapshotFilter filter, bool newestFirst, int limit, SourceMark? mark = null) =>
        await new SnapshotPager(view, filter, newestFirst).ReadAsync(mark, Token).Take(limit).ToListAsync(Token);

    private static SnapshotFilter FilterOf(SnapshotView view, string filter) =>
        new(JobFilter.Parse(filter), view.Columns, "eu-1", Now);

    /// <summary>Small blocks, so that pages cross them; every score twice.</summary>
    private static SnapshotView ViewOf(string source, IEnumerable<int> numbers)
    {
        var editor = new SnapshotEditor(null, new SnapshotColumns(JobSource.Parse(source)), 100_000);
        foreach (var number in numbers)
        {
            editor.Append(new RawEntry(ManyJobs.Payload(number), number / 2));
        }

        return editor.Publish();
    }
}
