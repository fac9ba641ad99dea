using System.Text;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Cli;

/// <summary>Everything of the outside world that a run touches, so that tests run it in process.</summary>
internal sealed class CliHost
{
    /// <summary>Where data goes.</summary>
    public required Stream Output { get; init; }

    /// <summary>Where words go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where answers to questions come from.</summary>
    public TextReader Input { get; init; } = TextReader.Null;

    /// <summary>The same as bytes, for those who read a file from it.</summary>
    public Stream InputStream { get; init; } = Stream.Null;

    /// <summary>Whether somebody sits at <see cref="Input"/> and sees what <see cref="Error"/> says.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal: long work then shows how far it has come.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Environment variables; null when not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>Where <c>sidekiq-cluster.json</c> is looked for and relative paths begin.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The clock of ages, of <c>captured_at</c> and of <c>--watch</c>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether <see cref="Output"/> is a terminal: tables then fit its width and may be coloured.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>The terminal's columns now; only asked when <see cref="OutputIsTerminal"/>.</summary>
    public Func<int> Width { get; init; } = static () => 80;

    /// <summary>Whether the terminal can be cleared and coloured.</summary>
    public bool IsAnsiTerminal => OutputIsTerminal && Environment("TERM") != "dumb";

    /// <summary>Whether output may be coloured: on such a terminal, unless <c>NO_COLOR</c> is set.</summary>
    public bool UsesColour => IsAnsiTerminal && string.IsNullOrEmpty(Environment("NO_COLOR"));

    /// <summary>Whether a line of <see cref="Error"/> can be drawn over.</summary>
    public bool CanDrawOnError => ErrorIsTerminal && Environment("TERM") != "dumb";

    /// <summary>Where this run's answers go.</summary>
    public AnswerTarget ToTarget() => new()
    {
        Output = Output,
        Words = Error,
        Clock = Clock,
        IsTerminal = OutputIsTerminal,
        Width = Width,
        UsesColour = UsesColour,
    };

    /// <summary>The real console of this process.</summary>
    /// <param name="environment">What to use instead of the process's environment variables.</param>
    public static CliHost OfThisProcess(Func<string, string?>? environment = null) => new()
    {
        Output = StandardOutput.Open(),
        Error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true },
        Input = Console.In,
        InputStream = Console.OpenStandardInput(),
        CanAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Environment = environment ?? System.Environment.GetEnvironmentVariable,
        WorkingDirectory = Directory.GetCurrentDirectory(),
        OutputIsTerminal = !Console.IsOutputRedirected,
        Width = static () => Console.WindowWidth,
    };
}
