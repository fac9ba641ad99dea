using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SidekiqCluster;
using SidekiqCluster.Samples.Fleet;

if (args is not ["--store", var store, .. var names] || names.Length == 0)
{
    Console.Error.WriteLine("Usage: dotnet run --project tests/SidekiqCluster.Samples.Fleet -- --store REDIS SHARD ...");
    return 2;
}

// The client finds the silos where they write themselves down: in the cluster's own Redis.
var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Error);
builder.UseOrleansClient(client => client.UseFleetStore(store));
builder.Services.AddSidekiqFleetClient();
using var host = builder.Build();
await host.StartAsync();

var fleet = host.Services.GetRequiredService<ISidekiqFleet>();
foreach (var name in names)
{
    var shard = fleet.Shard(name);
    var stats = await shard.GetStatsAsync();
    Console.WriteLine($"{name}: {stats.Enqueued} enqueued, {stats.Retries} to retry, {stats.Dead} dead, {stats.Processes} processes");

    var large = shard.RetrySet.Jobs<ChargeMerchant>().Where(job => job.Args.Amount > 100m);
    await foreach (var job in large.Take(3))
    {
        Console.WriteLine($"  merchant {job.Args.MerchantId}: {job.Args.Amount}");
    }

    var result = await large.RetryAllAsync(options: new OperationOptions { Progress = new PrintedProgress() });
    Console.WriteLine($"  {result.Done} large charges are back in their queue");
}

await host.StopAsync();
return 0;
