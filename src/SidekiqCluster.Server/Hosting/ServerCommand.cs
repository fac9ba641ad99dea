using System.CommandLine;

namespace SidekiqCluster.Server.Hosting;

/// <summary>The command line of the server. All that is set by switches here can be said in the configuration too.</summary>
internal sealed class ServerCommand : RootCommand
{
    private readonly Option<string?> _urls = new("--urls") { Description = "Where to listen [default: http://127.0.0.1:7433].", HelpName = "URLS" };

    public ServerCommand()
        : base("The server of a fleet: a silo that owns shards, with an HTTP API under /api/v1.")
    {
        Options.Add(_urls);
        SetAction((parsed, cancellationToken) => ServeAsync(parsed.GetValue(_urls), cancellationToken));
    }

    /// <summary>Runs until it is asked to end.</summary>
    /// <returns>0; 1 when it could not start; 2 when the command line is wrong.</returns>
    public Task<int> RunAsync(string[] args)
    {
        var parsed = Parse(args);
        return parsed.Errors.Count > 0 ? Task.FromResult(TellErrors(parsed)) : parsed.InvokeAsync();
    }

    private static int TellErrors(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
        {
            Console.Error.WriteLine(error.Message);
        }

        Console.Error.WriteLine("See --help.");
        return 2;
    }

    private static async Task<int> ServeAsync(string? urls, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = ServerHost.Build(urls is null ? [] : [KeyValuePair.Create<string, string?>("urls", urls)]);
            await app.StartAsync(cancellationToken);
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception e) when (e is ServerException or Microsoft.Extensions.Options.OptionsValidationException or IOException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
