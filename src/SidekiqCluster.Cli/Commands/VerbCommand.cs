using SidekiqCluster.Cli.Files;
using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;

namespace SidekiqCluster.Cli.Commands;

/// <summary>A command that runs a verb of the catalogue.</summary>
internal abstract class VerbCommand(
    CommandContext context, string name, string description, params IReadOnlyList<string> examples)
    : AnswerCommand(context, name, description, examples)
{
    /// <summary>The verb with its parameters.</summary>
    /// <exception cref="VerbException">What the user wrote is none.</exception>
    protected abstract Verb VerbOf(Run run);

    /// <summary>Who is asked before the verb takes something away; null when nobody wants to be.</summary>
    protected virtual IConfirmation? ConfirmationOf(Run run) => null;

    /// <summary>The files that the user gave the verb; null for none.</summary>
    /// <exception cref="VerbException">One may not be used.</exception>
    protected virtual UserFiles? FilesOf(Run run) => null;

    protected override async Task<ExitCode> AnswerAsync(Run run, CancellationToken cancellationToken)
    {
        using var files = FilesOf(run);
        return await run.RunAsync(VerbOf(run), ConfirmationOf(run), files, cancellationToken);
    }
}
