using System.Text;
using SidekiqCluster.Passes;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Traffic;

namespace SidekiqCluster.Core.Tests.Passes;

public sealed class SetPassTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Read_SetThatOthersChange_ReportsWhatStayedOnce(bool newestFirst, bool anyOrder)
    {
        for (var seed = 0; seed < TestSizes.IterationSeeds; seed++)
        {
            var traffic = new SetTraffic(seed, maxLength: 300);
            var set = new ModelSetReader(traffic, newestFirst);
            var pass = new SetPass(set, new PassOptions { PageSize = 2 + (seed % 10) });
            traffic.Begin();
            var reported = await AllAsync(anyOrder ? pass.ReadAsync(Token) : pass.ReadInOrderAsync(null, Token));
            Assert.True(traffic.Judge(reported) is null, $"Seed {seed}: {traffic.Judge(reported)}.");
        }
    }

    [Fact]
    public async Task Judge_PassThatDoesNotLookBack_IsFoundOut()
    {
        var caught = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var traffic = new SetTraffic(seed, maxLength: 300);
            var options = new PassOptions { PageSize = 20, LookBack = LookBack.None };
            traffic.Begin();
            var pages = new SetPass(new ModelSetReader(traffic, isDescending: true), options).ReadInOrderAsync(null, Token);
            caught += traffic.Judge(await AllAsync(pages)) is null ? 0 : 1;
        }

        Assert.InRange(caught, 10, 200);
    }

    private static async Task<List<string>> AllAsync(IAsyncEnumerable<IReadOnlyList<RawEntry>> pages)
    {
        var all = new List<string>();
        await foreach (var page in pages)
        {
            all.AddRange(page.Select(entry => Encoding.UTF8.GetString(entry.Raw.Span)));
        }

        return all;
    }
}
