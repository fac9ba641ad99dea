using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Answers;

namespace SidekiqCluster.Cli.Acts;

/// <summary>Asks who sits at the terminal.</summary>
/// <param name="host">Whose terminal.</param>
/// <param name="verb">The verb as the user wrote it.</param>
internal sealed class TerminalConfirmation(CliHost host, string verb) : IConfirmation
{
    public void Demand()
    {
        if (!host.CanAsk)
        {
            throw new VerbException(
                ExitCode.Refused, $"'{verb}' asks before it acts, and there is no terminal to ask at; give --yes. Nothing was done.");
        }
    }

    public async Task AskAsync(string question, CancellationToken cancellationToken)
    {
        await host.Error.WriteAsync($"{SafeText.OneLine(question)} [y/N] ".AsMemory(), cancellationToken);

        // A terminal's read cannot be cancelled; it is left behind.
        var answer = await Task.Run(host.Input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        if (answer is null || answer.Trim().ToUpperInvariant() is not ("Y" or "YES"))
        {
            throw new VerbException(ExitCode.Refused, "not confirmed; nothing was done.");
        }
    }
}
