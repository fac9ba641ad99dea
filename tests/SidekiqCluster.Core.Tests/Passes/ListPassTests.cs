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

    private static async Task<List<string>> ReadAsync(ModelListReader list, PassOptions options)
    {
        var reported = new List<string>();
        await foreach (var page in new ListPass(list, options).ReadAsync(null, Token))
        {
            reported.AddRange(page.Select(entry => System.Text.Encoding.UTF8.GetString(entry.Raw.Span)));
        }

        return reported;
    }
}
