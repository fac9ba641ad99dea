namespace SidekiqCluster.Calls;

/// <summary>Makes a call again when it is lost, as long as there is patience.</summary>
internal static class RepeatedCall
{
    /// <summary>The answer.</summary>
    /// <param name="call">The call; may be made several times.</param>
    /// <param name="isLost">Tells failures that say nothing of whether the call was answered.</param>
    /// <param name="patience">How long it is tried.</param>
    /// <param name="silence">How long one call is waited for before it counts as lost.</param>
    /// <param name="clock">The clock of both.</param>
    /// <param name="giveUp">What is thrown in the end, by the last failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> call,
        Func<Exception, bool> isLost,
        TimeSpan patience,
        TimeSpan silence,
        TimeProvider clock,
        Func<Exception, Exception> giveUp,
        CancellationToken cancellationToken)
    {
        var pauses = new Pauses(patience, clock);
        while (true)
        {
            try
            {
                return await call(cancellationToken).WaitAsync(silence, clock, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception lost) when (isLost(lost))
            {
                if (!await pauses.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw giveUp(lost);
                }
            }
        }
    }
}
