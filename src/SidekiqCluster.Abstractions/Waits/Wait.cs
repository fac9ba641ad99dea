namespace SidekiqCluster.Waits;

/// <summary>Waits until something is so, looking once a second.</summary>
internal static class Wait
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Whether it came to be so within the time. It is looked at least once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public static async Task<bool> UntilAsync(
        Func<CancellationToken, Task<bool>> isSo, TimeSpan timeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        var start = clock.GetTimestamp();
        while (!await isSo(cancellationToken).ConfigureAwait(false))
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
