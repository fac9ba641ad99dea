namespace SidekiqCluster.Calls;

/// <summary>The answer to a question that may take long: a stream of one, in which a null says every second that a silo works on it.</summary>
internal static class SiloAnswer
{
    /// <summary>A sign of life comes every second, and a moment late.</summary>
    private static readonly TimeSpan LeastSilence = TimeSpan.FromSeconds(2);

    /// <summary>The answer; asked for again when it is lost with its silo.</summary>
    /// <param name="ask">Asks; may be called several times.</param>
    /// <param name="patience">How long it is asked again after the last sign of life.</param>
    /// <param name="silence">How long a silo may say nothing before it counts as lost; two seconds at the least.</param>
    /// <param name="clock">The clock of both.</param>
    /// <param name="giveUp">What is thrown in the end, by the last failure.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<T> ReadAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T?>> ask,
        TimeSpan patience,
        TimeSpan silence,
        TimeProvider clock,
        Func<Exception, Exception> giveUp,
        CancellationToken cancellationToken)
        where T : class
    {
        var pauses = new Pauses(patience, clock);
        silence = silence > LeastSilence ? silence : LeastSilence;
        while (true)
        {
            try
            {
                var signs = SiloStream.ReadAsync(ask(cancellationToken), silence, clock, cancellationToken);
                await foreach (var sign in signs.ConfigureAwait(false))
                {
                    if (sign is not null)
                    {
                        return sign;
                    }

                    pauses.Restart();
                }

                throw new EnumerationAbortedException("The stream of an answer ended without it.");
            }
            catch (Exception lost) when (LostCall.IsLost(lost))
            {
                if (!await pauses.WaitAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw giveUp(lost);
                }
            }
        }
    }
}
