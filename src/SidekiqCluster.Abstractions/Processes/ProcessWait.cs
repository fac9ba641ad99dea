using SidekiqCluster.Waits;

namespace SidekiqCluster.Processes;

/// <summary>Waits until a process is as it was told to be, looking once a second.</summary>
internal static class ProcessWait
{
    /// <summary>Whether a process takes no new jobs; a dead one takes none.</summary>
    public static bool IsQuiet(SidekiqProcess? process) => process?.IsQuiet ?? true;

    /// <summary>Whether a process is dead.</summary>
    public static bool IsGone(SidekiqProcess? process) => process is null;

    /// <summary>Whether the process came to be so within the time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public static Task<bool> WaitUntilAsync(
        this IProcessSet processes,
        string identity,
        Predicate<SidekiqProcess?> isSo,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken cancellationToken) =>
        Wait.UntilAsync(
            async token => isSo(await processes.GetAsync(identity, token).ConfigureAwait(false)), timeout, clock, cancellationToken);
}
