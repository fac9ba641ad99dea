namespace SidekiqCluster.Redis;

/// <summary>
/// For how long a server owes somebody a reply and gives none, to nobody. Who waits for it that long has a hung server before him;
/// one that goes on answering, reply by reply, is none, be it a long question or many others' before. Good for any thread.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="voice">When the server was heard last by all who ask it.</param>
internal sealed class ServerSilence(TimeProvider clock, ServerVoice voice)
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private int _owed;
    private long _since;

    /// <summary>Since when nothing came although something is owed; zero when nothing is.</summary>
    public TimeSpan Length
    {
        get
        {
            lock (_gate)
            {
                return _owed == 0 ? TimeSpan.Zero : clock.GetElapsedTime(Math.Max(_since, voice.HeardAt));
            }
        }
    }

    /// <summary>Asks the server, which owes a reply until then.</summary>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        lock (_gate)
        {
            _since = _owed++ == 0 ? clock.GetTimestamp() : _since;
        }

        try
        {
            return await ask().ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                _owed--;
                _since = clock.GetTimestamp();
            }
        }
    }

    /// <summary>Waits for what is made of the server's replies.</summary>
    /// <param name="answer">What is waited for. It goes on when nobody waits any more.</param>
    /// <param name="longest">The longest silence that is borne.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">The server was silent for longer.</exception>
    public async Task<T> WaitAsync<T>(Task<T> answer, TimeSpan longest, CancellationToken cancellationToken)
    {
        while (!answer.IsCompleted)
        {
            var left = longest - Length;
            if (left <= TimeSpan.Zero)
            {
                throw new TimeoutException();
            }

            await ((Task)answer).WaitAsync(left > Least ? left : Least, clock, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!answer.IsCompleted)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return await answer.ConfigureAwait(false);
    }
}
