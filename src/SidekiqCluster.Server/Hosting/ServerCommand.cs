using System.CommandLine;
using Microsoft.Extensions.Options;
using SidekiqCluster.Server.Demo;
using SidekiqCluster.Server.Security;

namespace SidekiqCluster.Server.Hosting;

/// <summary>The command line of the server. What it serves is said in the configuration.</summary>
internal sealed class ServerCommand : RootCommand
{
    private const long MostDemoJobs = 10_000_000;

    private readonly Option<string?> _urls = new("--urls") { Description = $"Where to listen [default: {ServerHost.DefaultUrl}].", HelpName = "URLS" };
    private readonly Option<bool> _demo = new("--demo") { Description = "Serve a simulated fleet of three shards; needs nothing installed.", Arity = ArgumentArity.Zero };
    private readonly Option<long?> _demoJobs = new("--demo-jobs") { Description = "Add so many jobs to the demo's backlog.", HelpName = "N" };

    private readonly Option<string?> _newApiKey = new("--new-api-key") { Description = "Print a new API key and the setting to add for it, and end.", HelpName = "NAME" };
    private readonly Option<string> _role = new("--role") { Description = "What who has the new key may do.", HelpName = "viewer|operator|admin", DefaultValueFactory = static _ => "viewer" };

    public ServerCommand()
        : base(
            """
            The server of a fleet: a silo that owns shards, with an HTTP API under /api/v1.

            Configuration, by appsettings.json or the environment:
              SidekiqCluster__Server__Store=HOST:PORT               the cluster's own Redis, never a shard
              SidekiqCluster__Shards__NAME__Connection=REDIS        a shard; as often as there are shards
              SidekiqCluster__Shards__NAME__Labels__env=prod        what it is chosen by
            """)
    {
        Options.Add(_urls);
        Options.Add(_newApiKey);
        Options.Add(_role);
        Options.Add(_demo);
        Options.Add(_demoJobs);
        _demoJobs.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(long.TryParse(text, out var count) && count is >= 0 and <= MostDemoJobs))
            {
                result.AddError($"--demo-jobs is '{text}'; use a number from 0 to {MostDemoJobs}.");
            }
        });
        SetAction(RunAsync);
    }

    /// <summary>Runs until it is asked to end.</summary>
    /// <returns>0; 1 when it could not start; 2 when the command line is wrong.</returns>
    public async Task<int> RunAsync(string[] args)
    {
        var parsed = Parse(args);
        if (parsed.Errors is [var error, ..])
        {
            await Console.Error.WriteLineAsync($"{error.Message} See --help.");
            return 2;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static int TellNewKey(string name, string role)
    {
        if (RoleNames.Find(role) is null)
        {
            Console.Error.WriteLine($"--role is '{role}'; use viewer, operator or admin.");
            return 2;
        }

        var key = ApiKey.New();
        var section = $"{SecurityOptions.SectionName}:{nameof(SecurityOptions.ApiKeys)}:{name}".Replace(":", "__", StringComparison.Ordinal);
        Console.WriteLine(
            $"""
            The key of {name}, which is shown this once:

              {key}

            Give the server:

              {section}__{nameof(ApiKeySettings.Hash)}={ApiKey.HashOf(key)}
              {section}__{nameof(ApiKeySettings.Role)}={role}
            """);
        return 0;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (urls, isDemo, jobs) = (parsed.GetValue(_urls), parsed.GetValue(_demo), parsed.GetValue(_demoJobs));
        if (parsed.GetValue(_newApiKey) is { } name)
        {
            return TellNewKey(name, parsed.GetValue(_role)!);
        }

        if (jobs is not null && !isDemo)
        {
            await Console.Error.WriteLineAsync("--demo-jobs is for the demo; add --demo.");
            return 2;
        }

        if (isDemo && ServerHost.FindFleet() is { } fleet)
        {
            await Console.Error.WriteLineAsync($"--demo serves a fleet of its own, and {fleet} is set; leave one of them out.");
            return 2;
        }

        try
        {
            if (isDemo)
            {
                await new DemoRun(Console.Out, urls, jobs ?? 0).RunAsync(cancellationToken);
            }
            else
            {
                await ServeAsync(urls, cancellationToken);
            }

            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (e is ServerException or OptionsValidationException or IOException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static async Task ServeAsync(string? urls, CancellationToken cancellationToken)
    {
        await using var app = ServerHost.Build(urls);
        await StartChecks.RunAsync(app);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // It was asked to end before it had started.
            return;
        }

        await app.WaitForShutdownAsync(CancellationToken.None);
    }
}
