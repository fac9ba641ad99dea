using System.CommandLine;
using SidekiqCluster.Cli.Commands;
using SidekiqCluster.Cli.Values;
using SidekiqCluster.Verbs.Acts;

namespace SidekiqCluster.Cli.Acts;

/// <summary>The option that spares the question before an act.</summary>
internal sealed class Confirmation
{
    private readonly Option<bool> _yes = OptionKinds.Flag("--yes", "Do it without asking; needed where there is no terminal.");

    public void AddTo(Command command) => command.Options.Add(_yes);

    /// <summary>Who is asked; null when the user has agreed already.</summary>
    public IConfirmation? Of(Run run) => run.Value(_yes) ? null : new TerminalConfirmation(run.Host, run.VerbPath);
}
