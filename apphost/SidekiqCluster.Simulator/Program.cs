using SidekiqCluster.Demo;
using SidekiqCluster.Hosting;

const int mostJobs = 100_000;

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
await using var shards = new SimulatedShards();
foreach (var section in builder.Configuration.GetSection(FleetEnvironment.ShardsSection).GetChildren())
{
    var key = section[FleetEnvironment.ServiceKey] ?? throw new InvalidOperationException($"{section.Path}:{FleetEnvironment.ServiceKey} is missing.");
    await shards.AddAsync(
        DemoShard.Like(section[FleetEnvironment.Name] ?? key, section[FleetEnvironment.Prefix] ?? string.Empty),
        app.Configuration.GetConnectionString(key)
            ?? throw new InvalidOperationException($"ConnectionStrings:{key} is missing ({FleetEnvironment.ConnectionStringOf(key)})."));
}

try
{
    await shards.StartAsync();
}
catch (InvalidOperationException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

app.MapGet(FleetCommands.LivePath, static () => Results.Ok());
app.MapPost(FleetCommands.Seed, async (int? jobs) =>
{
    if (jobs is < 1 or > mostJobs)
    {
        return Results.Problem($"'jobs' is {jobs}; use 1 to {mostJobs}.", statusCode: StatusCodes.Status400BadRequest);
    }

    await shards.PushAsync(jobs ?? 1_000);
    return Results.Json(new { pushed = jobs ?? 1_000 });
});
await app.RunAsync();
return 0;
