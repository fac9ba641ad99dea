namespace SidekiqCluster.Verbs.Acts;

/// <summary>One thing to tell processes.</summary>
/// <param name="Name">Its verb.</param>
/// <param name="Asks">Whether the user is asked, given whether the processes were named.</param>
/// <param name="SendAsync">Tells one process.</param>
/// <param name="WaitAsync">Waits until the process has done it; null where nobody can see that.</param>
/// <param name="Goal">What a process has then become.</param>
internal sealed record SignalAct(
    string Name,
    Func<bool, bool> Asks,
    Func<IProcessSet, string, CancellationToken, Task<ProcessSignalOutcome>> SendAsync,
    Func<IProcessSet, string, TimeSpan, CancellationToken, Task<bool>>? WaitAsync,
    string Goal)
{
    public static SignalAct Quiet { get; } = new(
        "quiet",
        isNamed => !isNamed,
        (processes, identity, ct) => processes.QuietAsync(identity, ct),
        (processes, identity, timeout, ct) => processes.WaitUntilQuietAsync(identity, timeout, ct),
        "quiet");

    public static SignalAct Stop { get; } = new(
        "stop",
        _ => true,
        (processes, identity, ct) => processes.StopAsync(identity, ct),
        (processes, identity, timeout, ct) => processes.WaitUntilGoneAsync(identity, timeout, ct),
        "gone");

    public static SignalAct Dump { get; } = new(
        "dump", _ => false, (processes, identity, ct) => processes.DumpThreadsAsync(identity, ct), null, string.Empty);

    /// <summary>The one of this name.</summary>
    /// <exception cref="VerbException">There is none.</exception>
    public static SignalAct Of(string name) => new[] { Quiet, Stop, Dump }.FirstOrDefault(act => act.Name == name)
        ?? throw VerbException.Usage($"'{name}' is nothing that processes can be told; use quiet, stop or dump.");

    /// <summary>Tells one process; what goes wrong is its outcome, so that the others are told too.</summary>
    public async Task<ProcessSignal> SignalAsync(IProcessSet processes, string identity, CancellationToken cancellationToken)
    {
        try
        {
            return new ProcessSignal(identity, await SendAsync(processes, identity, cancellationToken));
        }
        catch (OutcomeUnknownException e)
        {
            return new ProcessSignal(identity, ProcessSignalOutcome.Unknown, e.Message);
        }
        catch (SidekiqClusterException e)
        {
            return new ProcessSignal(identity, ProcessSignalOutcome.Failed, e.Message);
        }
    }
}
