using System.CommandLine;
using SidekiqCluster.Verbs;

namespace SidekiqCluster.Cli.Commands;

/// <summary>A command that does something. Its help ends with its examples, each of which a test parses.</summary>
internal abstract class CliCommand : Command
{
    private readonly CommandContext _context;

    protected CliCommand(CommandContext context, string name, string description, params IReadOnlyList<string> examples)
        : base(name, description)
    {
        _context = context;
        Examples = examples;
        SetAction(async (parsed, cancellationToken) =>
        {
            await using var run = new Run(_context, parsed);
            return (int)await RunAsync(run, cancellationToken);
        });
    }

    /// <summary>Command lines without the tool's name.</summary>
    public IReadOnlyList<string> Examples { get; }

    /// <summary>Does it. All that the user wrote is checked before the first shard is asked.</summary>
    protected abstract Task<ExitCode> RunAsync(Run run, CancellationToken cancellationToken);
}
