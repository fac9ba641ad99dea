using SidekiqCluster.Passes;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Traffic;

namespace SidekiqCluster.Core.Tests.Passes;

public sealed class ListPassTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task ReadAsync_ListThatOthersChange_ReportsWhatStayedOnce(bool newestFirst, bool canCountCopies)
    {
        for (var seed = 0; seed < TestSizes.PropertyCases; seed++)
        {
            var traffic = new ListTraffic(seed, maxLength: 300);
            var list = new ModelListReader(traffic, newestFirst, canCountCopies);
            traffic.Begin();
            var reported = await ReadAsync(list, new PassOptions { PageSize = 5 + (seed % 16), LookBack = newestFirst ? LookBack.UntilStart : LookBack.UntilNothingNew });
            Assert.True(traffic.Judge(reported) is null, $"Seed {seed}: {traffic.Judge(reported)}.");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadAsync_SomeEntriesWanted_ReportsThoseThatItWouldHaveReportedAnyway(bool newestFirst)
    {
        for (var seed = 0; seed < TestSizes.IterationSeeds; seed++)
        {
            var options = new PassOptions { PageSize = 5 + (seed % 16), LookBack = LookBack.UntilNothingNew };
            var all = await ReadAsync(NewList(seed), options);
            var some = await ReadAsync(NewList(seed), options with { Wanted = static entry => IsWanted(entry.Raw.Span) });
            Assert.Equal(all.Where(static entry => IsWanted(System.Text.Encoding.UTF8.GetBytes(entry))), some);
        }

        ModelListReader NewList(int seed)
        {
            var traffic = new ListTraffic(seed, maxLength: 300);
            traffic.Begin();
            return new ModelListReader(traffic, newestFirst);
        }

        static bool IsWanted(ReadOnlySpan<byte> raw) => raw[^1] % 3 == 0;
    }

    [Fact]
    public async Task ReadAsync_ListAtRest_ReadsEachWindowOnceAndFewBehindTheEnd()
    {
        var list = new RestingList(entries: 1000);
        var reported = await ReadAsync(list, new PassOptions { PageSize = 100, LookBack = LookBack.None });
        Assert.Equal(Enumerable.Range(0, 1000), reported.Select(int.Parse));
        Assert.Equal(Enumerable.Range(0, list.Reads.Count).Select(window => 100L * window), list.Reads);
        Assert.InRange(list.Reads.Count, 10, 13);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Judge_PagingByIndexAlone_IsFoundOut(bool newestFirst)
    {
        var caught = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var traffic = new ListTraffic(seed, maxLength: 300);
            var list = new ModelListReader(traffic, newestFirst);
            traffic.Begin();
            var reported = new HashSet<string>();
            for (var from = 0; ; from += 20)
            {
                var window = await list.ReadAsync(from, 20, Token);
                reported.UnionWith(window.Select(entry => (string)entry!));
                if (window.Length < 20)
                {
                    break;
                }
            }

            caught += traffic.Judge(reported) is null ? 0 : 1;
        }

        Assert.InRange(caught, 50, 200);
    }

    private static async Task<List<string>> ReadAsync(IListReader list, PassOptions options)
    {
        var reported = new List<string>();
        await foreach (var page in new ListPass(list, options).ReadAsync(null, Token))
        {
            reported.AddRange(page.Select(entry => System.Text.Encoding.UTF8.GetString(entry.Raw.Span)));
        }

        return reported;
    }
}
