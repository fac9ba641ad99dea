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

    protected override Task<ExitCode> AnswerAsync(Run run, CancellationToken cancellationToken) =>
        VerbOf(run).RunAsync(run.ToVerbRun(ConfirmationOf(run)), cancellationToken);
}
