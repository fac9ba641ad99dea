using System.CommandLine;
using SidekiqCluster.Cli.Commands;
using SidekiqCluster.Cli.Output;
using SidekiqCluster.Cli.Values;

namespace SidekiqCluster.Cli.Acts;

/// <summary>Asks before an act that takes things away, or that is on more than what was named.</summary>
internal sealed class Confirmation
{
    private readonly Option<bool> _yes = OptionKinds.Flag("--yes", "Do it without asking; needed where there is no terminal.");

    public void AddTo(Command command) => command.Options.Add(_yes);

    /// <summary>Whether the user must be asked.</summary>
    /// <exception cref="CliException">The user must be, and nobody can be.</exception>
    public bool IsNeeded(Run run)
    {
        if (run.Value(_yes))
        {
            return false;
        }

        return run.Host.CanAsk ? true : throw new CliException(
            ExitCode.Refused,
            $"'{run.VerbPath}' asks before it acts, and there is no terminal to ask at; give --yes. Nothing was done.");
    }

    /// <summary>Asks a question, and returns if the answer is yes.</summary>
    /// <exception cref="CliException">It is anything else.</exception>
    public static async Task AskAsync(Run run, string question, CancellationToken cancellationToken)
    {
        await run.Host.Error.WriteAsync($"{SafeText.OneLine(question)} [y/N] ".AsMemory(), cancellationToken);

        // A terminal's read cannot be cancelled; it is left behind.
        var answer = await Task.Run(run.Host.Input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        if (answer is null || answer.Trim().ToUpperInvariant() is not ("Y" or "YES"))
        {
            throw new CliException(ExitCode.Refused, "not confirmed; nothing was done.");
        }
    }
}
