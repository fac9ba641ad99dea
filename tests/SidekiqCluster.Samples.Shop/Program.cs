using SidekiqCluster;
using SidekiqCluster.LocalServers;
using SidekiqCluster.Samples.Shop;

// Over the Redis that is given, or over one of its own in which the shop has had a day.
if (args is [var url])
{
    await using var shard = await SidekiqShard.ConnectAsync(url);
    await new ShopReport(shard, Console.Out).RunAsync();
}
else
{
    await using var server = await LocalServer.StartAsync();
    await ShopDay.LiveAsync(server.Url(0), CancellationToken.None);
    await using var shard = await SidekiqShard.ConnectAsync(server.Url(0));
    await new ShopReport(shard, Console.Out).RunAsync();
}
