using SidekiqCluster.Samples.Shop;
using SidekiqCluster.TestKit;
using SidekiqCluster.TestKit.Redis;

namespace SidekiqCluster.Samples;

/// <summary>The shop's own Ruby pushes its jobs and works on them; the sample then finds them by typed arguments.</summary>
public sealed class ShopTests(RedisFixture redis)
{
    [Fact]
    public async Task Report_AfterADayOfRealSidekiq_ListsCountsFiltersRetriesAndPushes()
    {
        Require.Ruby();
        await using var database = await redis.NewDatabaseAsync();
        await ShopDay.LiveAsync(database.Url, TestContext.Current.CancellationToken);
        await using var shard = await SidekiqShard.ConnectAsync(database.Url, TestContext.Current.CancellationToken);
        var report = new StringWriter { NewLine = "\n" };

        await new ShopReport(shard, report).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            """
            Charges of merchant 7 that timed out:
              12.50 EUR, at most anything
              250.00 EUR, at most 300
              1250.00 CHF, at most anything
            Charges to retry, by merchant: 7: 3, 8: 1
            Imports that are forced: 1
            Digests:
              to 41, in de: shoes, hats
              to 42, in en: everything
              cannot be read: Argument 1 (user_id): expected an integer (Int64), found a string.
            Large charges in euros sent back to their queue: 1
            Imports after one more: 3

            """,
            report.ToString());
        Assert.Equal(
            [
                "billing Billing::ChargeMerchantJob [7,250.0,{\"currency\":\"EUR\",\"cap\":300}]",
                "imports ImportCatalogJob [\"autumn.csv\",{},true]",
                "imports ImportCatalogJob [\"summer.csv\"]",
                "imports ImportCatalogJob [\"spring.csv\",{\"rows\":1200},true]",
            ],
            await RubyScript.RunAsync(
                "%w[billing imports].each { |q| Sidekiq::Queue.new(q).each { |j| puts \"#{q} #{j.klass} #{JSON.generate(j.args)}\" } }",
                database));
        Assert.Equal(3, await shard.RetrySet.GetSizeAsync(TestContext.Current.CancellationToken));
    }
}
