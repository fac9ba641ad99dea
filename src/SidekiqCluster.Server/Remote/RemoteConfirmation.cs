using SidekiqCluster.Verbs;
using SidekiqCluster.Verbs.Acts;
using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Server.Remote;

/// <summary>Asks a caller before something is taken away.</summary>
/// <param name="caller">The caller.</param>
/// <param name="cannot">Why it cannot be asked; null when it can.</param>
internal sealed class RemoteConfirmation(RemoteCaller caller, string? cannot) : IConfirmation
{
    public void Demand()
    {
        if (cannot is not null)
        {
            throw new VerbException(ExitCode.Refused, cannot);
        }
    }

    public async Task AskAsync(string question, CancellationToken cancellationToken)
    {
        if (!await caller.AskAsync<bool>(VerbHubContract.Ask, question).WaitAsync(cancellationToken))
        {
            throw new VerbException(ExitCode.Refused, "not confirmed; nothing was done.");
        }
    }
}
