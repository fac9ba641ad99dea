using SidekiqCluster.Verbs.Files;
using SidekiqCluster.Verbs.Remote;

namespace SidekiqCluster.Server.Remote;

/// <summary>The files of a caller, who alone knows which they are.</summary>
internal sealed class RemoteFiles(RemoteCaller caller) : IVerbFiles
{
    public Stream OpenInput() => new RemoteInput(caller);

    public Stream OpenSaved() => new RemoteOutput(caller, VerbHubContract.Save);

    public async Task<long> WriteOutputAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await write(new RemoteOutput(caller, VerbHubContract.WriteFile), cancellationToken);
        return await caller.AskAsync<long>(VerbHubContract.EndFile);
    }
}
