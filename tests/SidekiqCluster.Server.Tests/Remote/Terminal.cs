using System.Text;
using SidekiqCluster.Cli;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Server.Remote;

/// <summary>Where the command line is run, and what somebody types there.</summary>
/// <param name="Folder">Where relative names of files begin.</param>
/// <param name="Clock">The clock.</param>
internal sealed record Terminal(string Folder, TimeProvider Clock)
{
    /// <summary>What is typed; null when there is no terminal to ask at.</summary>
    public string? Typed { get; init; }

    /// <summary>What is piped in.</summary>
    public string Piped { get; init; } = string.Empty;

    /// <summary>Its columns; null when the output is no terminal.</summary>
    public int? Width { get; init; }

    /// <summary>The API key of whoever sits there; null for none.</summary>
    public string? Key { get; init; }

    /// <summary>Runs a command line.</summary>
    public async Task<TerminalResult> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter { NewLine = "\n" };
        var host = new CliHost
        {
            Output = output,
            Error = error,
            Input = new StringReader(Typed ?? string.Empty),
            InputStream = new MemoryStream(Encoding.UTF8.GetBytes(Piped)),
            CanAsk = Typed is not null,
            Environment = name => name == Cli.Servers.ServerAddress.KeyVariable ? Key : null,
            WorkingDirectory = Folder,
            Clock = Clock,
            OutputIsTerminal = Width is not null,
            Width = () => Width ?? 80,
        };
        var code = await Cli.CommandLine.RunAsync(args, host, cancellationToken);
        return new TerminalResult((ExitCode)code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
