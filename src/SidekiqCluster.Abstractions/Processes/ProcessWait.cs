namespace SidekiqCluster.Processes;

/// <summary>Waits until a process is as it was told to be, looking once a second.</summary>
internal static class ProcessWait
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Whether a process takes no new jobs; a dead one takes none.</summary>
    public static bool IsQuiet(SidekiqProcess? process) => process?.IsQuiet ?? true;

    /// <summary>Whether a process is dead.</summary>
    public static bool IsGone(SidekiqProcess? process) => process is null;

    /// <summary>Whether the process came to be so within the time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public static async Task<bool> WaitUntilAsync(
        this IProcessSet processes,
        string identity,
        Predicate<SidekiqProcess?> isSo,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        var start = clock.GetTimestamp();
        while (!isSo(await processes.GetAsync(identity, cancellationToken).ConfigureAwait(false)))
        {
            var left = timeout - clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            await Task.Delay(left < PollInterval ? left : PollInterval, clock, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }
}
