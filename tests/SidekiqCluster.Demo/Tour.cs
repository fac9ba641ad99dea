using SidekiqCluster.Cli;
using SidekiqCluster.LocalServers;

namespace SidekiqCluster.Demo;

/// <summary>Runs the command line against the demo's server.</summary>
internal sealed class Tour(LocalServer server)
{
    private static readonly string[][] Stations =
    [
        ["stats"],
        ["queue", "list"],
        ["job", "list", "--in", "retry", "--where", "class:Billing::* error:*Timeout* args[1]>100", "--limit", "5"],
        ["job", "count", "--in", "retry", "dead", "--by", "error"],
        ["work", "list"],
        ["metrics", "top"],
    ];

    /// <summary>Shows what can be asked, then stays until it is cancelled.</summary>
    public async Task<int> ShowAsync(CancellationToken cancellationToken)
    {
        var program = server.IsRedis ? "redis-server" : "an embedded Garnet";
        Console.WriteLine($"A simulated Sidekiq installation in {program}, at {server.Url()}.");
        foreach (var station in Stations)
        {
            Console.WriteLine();
            Console.WriteLine($"$ sidekiq-cluster {string.Join(' ', station.Select(Quote))}");
            var exitCode = await RunAsync(station, cancellationToken);
            if (exitCode != 0)
            {
                return cancellationToken.IsCancellationRequested ? 0 : exitCode;
            }
        }

        Console.WriteLine(
            $"""

            Jobs keep coming. Ask further in another terminal, for instance

              dotnet run --project src/SidekiqCluster.Cli -- --redis {server.Url()} queue list --watch
              dotnet run --project src/SidekiqCluster.Cli -- --redis {server.Url()} job list --in all --where "args[0].email:*@example.com"
              dotnet run --project src/SidekiqCluster.Cli -- --help

            Ctrl-C ends everything.
            """);
        await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return 0;
    }

    /// <summary>Runs one command line and gives its exit code.</summary>
    public Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken) =>
        Cli.CommandLine.RunAsync(args, CliHost.OfThisProcess(EnvironmentOfTheDemo), cancellationToken);

    private static string Quote(string arg) => arg.Any(c => c is ' ' or '*') ? $"'{arg}'" : arg;

    /// <summary>The shard is the demo's, whatever the user's own environment says.</summary>
    private string? EnvironmentOfTheDemo(string variable) => variable switch
    {
        "REDIS_URL" => server.Url(),
        "SIDEKIQ_CLUSTER_SHARDS" => null,
        _ => Environment.GetEnvironmentVariable(variable),
    };
}
