using System.Text;
using Microsoft.Extensions.Time.Testing;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli;

/// <summary>Runs the tool in process, with a console, an environment, a folder and a clock of its own.</summary>
internal sealed class TestCli
{
    /// <summary>A port of 127.0.0.1 that nothing listens on.</summary>
    public const string ClosedUrl = "redis://:s3cret@127.0.0.1:1/0";

    public Dictionary<string, string> Environment { get; } = [];

    public string WorkingDirectory { get; init; } = Path.GetTempPath();

    public TimeProvider Clock { get; init; } = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero));

    /// <summary>The terminal's columns; null when the output is no terminal.</summary>
    public int? Width { get; init; }

    /// <summary>What is typed; null when there is no terminal to ask at.</summary>
    public string? Typed { get; init; }

    /// <summary>What is piped in.</summary>
    public string Piped { get; init; } = string.Empty;

    /// <summary>Whether the error stream is a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    public MemoryStream Output { get; } = new();

    public StringWriter Error { get; } = new() { NewLine = "\n" };

    /// <summary>The host that a run gets; its streams are those of this object unless another output is given.</summary>
    public CliHost HostFor(Stream? output = null) => new()
    {
        Output = output ?? Output,
        Error = Error,
        Input = new StringReader(Typed ?? string.Empty),
        InputStream = new MemoryStream(Encoding.UTF8.GetBytes(Piped)),
        CanAsk = Typed is not null,
        ErrorIsTerminal = ErrorIsTerminal,
        Environment = Environment.GetValueOrDefault,
        WorkingDirectory = WorkingDirectory,
        Clock = Clock,
        OutputIsTerminal = Width is not null,
        Width = () => Width ?? 80,
    };

    /// <summary>Runs a command line, split at blanks; use the other overload for arguments with blanks.</summary>
    public Task<CliResult> RunAsync(string commandLine) =>
        RunAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public async Task<CliResult> RunAsync(params string[] args)
    {
        Output.SetLength(0);
        Error.GetStringBuilder().Clear();
        var code = await CommandLine.RunAsync(args, HostFor(), TestContext.Current.CancellationToken);
        return new CliResult((ExitCode)code, Encoding.UTF8.GetString(Output.ToArray()), Error.ToString());
    }
}
