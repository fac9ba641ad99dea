using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SidekiqCluster;
using SidekiqCluster.Samples.Fleet;

if (args is not ["--store", var store, .. var selection])
{
    Console.Error.WriteLine("Usage: dotnet run --project tests/SidekiqCluster.Samples.Fleet -- --store REDIS [SELECTION ...]");
    return 2;
}

// The client finds the silos where they write themselves down: in the cluster's own Redis.
var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Error);
builder.UseOrleansClient(client => client.UseFleetStore(store));
builder.Services.AddSidekiqFleetClient();
using var host = builder.Build();
await host.StartAsync();

// All shards, or those that are meant: "eu-*", "env=prod".
var fleet = host.Services.GetRequiredService<ISidekiqFleet>();
if (selection.Length > 0)
{
    fleet = fleet.Shards(string.Join(' ', selection));
}

JobFilter? large = null;
foreach (var info in await fleet.ListShardsAsync())
{
    var shard = fleet.Shard(info.Name);
    var stats = await shard.GetStatsAsync();
    Console.WriteLine($"{info.Name}: {stats.Enqueued} enqueued, {stats.Retries} to retry, {stats.Dead} dead, {stats.Processes} processes");

    var charges = shard.RetrySet.Jobs<ChargeMerchant>().Where(job => job.Args.Amount > 100m);
    large = charges.ToFilter();
    await foreach (var job in charges.Take(3))
    {
        Console.WriteLine($"  merchant {job.Args.MerchantId}: {job.Args.Amount}");
    }
}

var result = await fleet.RetrySet.RetryAllAsync(large, new OperationOptions { Progress = new PrintedProgress() });
foreach (var part in result.Shards)
{
    Console.WriteLine($"{part.Shard}: {part.Value?.Done} large charges are back in their queue{(part.Outcome.IsOk ? "" : $", {part.Outcome.Error}")}");
}

await host.StopAsync();
return 0;
