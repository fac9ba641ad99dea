namespace SidekiqCluster.Pulses;

/// <summary>
/// A value of a shard that many ask for: read when somebody wants a newer one than is remembered, once for all who wait.
/// Good for any thread.
/// </summary>
/// <remarks>
/// One reading is under way at a time, so that a shard that hangs costs one, however many ask. Each caller leaves when its
/// patience is over; the reading goes on for the others. After one that failed, nobody who would take an older value begins
/// another for a moment, nor waits for one for some seconds, but is given the last value.
/// </remarks>
/// <typeparam name="T">The value; it is shared by all who ask.</typeparam>
/// <param name="shard">The shard's name.</param>
/// <param name="read">Reads it, on a thread of the pool and for one caller at a time; the token ends with this object.</param>
/// <param name="clock">The clock for ages and waits.</param>
/// <param name="random">Spreads the readings of shards that failed together; null for the shared one.</param>
internal sealed class Remembered<T>(
    string shard, Func<CancellationToken, Task<T>> read, TimeProvider clock, Random? random = null) : IAsyncDisposable
{
    /// <summary>How long a failure counts, at least; at most twice as long.</summary>
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a shard that did not answer is not waited for where there is a value.</summary>
    private static readonly TimeSpan Distrust = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private Reading? _last;
    private Reading? _running;
    private Reading? _failed;
    private TimeSpan _rest;
    private long _readings;
    private long _acts;
    private bool _isEnded;

    /// <summary>The value, no older than that; or the last one there is, and why there is no newer one.</summary>
    /// <param name="staleness">How old it may be; zero for one whose reading begins after the question.</param>
    /// <param name="patience">
    /// How long to wait where an older value is at hand, which is then given, as when the shard does not answer; and how long
    /// for a first one. Null to wait as long as it takes, and to fail. Nobody waits for a reading that has taken longer than
    /// that already.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, not the reading that others wait for as well.</param>
    /// <exception cref="ShardUnreachableException">The shard did not answer, or not in time, and no older value may be given.</exception>
    /// <exception cref="SidekiqClusterException">The shard refused.</exception>
    /// <exception cref="ObjectDisposedException">This object is disposed.</exception>
    public async Task<Recollection<T>> GetAsync(
        TimeSpan staleness, TimeSpan? patience, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(staleness, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(patience.GetValueOrDefault(), TimeSpan.Zero, nameof(patience));
        var asked = clock.GetTimestamp();
        Wish? wish = null;
        while (true)
        {
            Reading reading;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isEnded, this);
                wish ??= new Wish(staleness, asked, _readings + 1, _acts);
                if (Recall(wish, patience) is { } recollection)
                {
                    return recollection;
                }

                reading = Next(wish);
            }

            try
            {
                // A reading that began too early serves those who began it; the loop begins the next one when it has ended.
                await WaitAsync(reading, asked, patience, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_isEnded && !cancellationToken.IsCancellationRequested)
            {
                // The loop tells it.
            }
            catch (Exception) when (reading.Task.IsFaulted && staleness == TimeSpan.Zero && reading.Number < wish.NextReading)
            {
                // What went wrong before the question says nothing about now.
            }
            catch (ShardUnreachableException why) when (patience is not null && Last is { } last)
            {
                return new Recollection<T>(last.Value!, last.StartedAt, why);
            }
        }
    }

    /// <summary>What <see cref="GetAsync"/> gives without waiting; null where it would wait, or fail.</summary>
    public Recollection<T>? TryGet(TimeSpan staleness, TimeSpan? patience)
    {
        lock (_gate)
        {
            return _isEnded ? null : Recall(new Wish(staleness, clock.GetTimestamp(), _readings + 1, _acts), patience);
        }
    }

    /// <summary>Something was done that the value may show: who asks from now on gets a value that was read afterwards.</summary>
    public void Invalidate()
    {
        lock (_gate)
        {
            _acts++;
        }
    }

    /// <summary>Ends the reading under way, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (_gate)
        {
            _isEnded = true;
            running = _running?.Task;
        }

        await _end.CancelAsync().ConfigureAwait(false);
        await (running ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }

    private Reading? Last
    {
        get
        {
            lock (_gate)
            {
                return _last;
            }
        }
    }

    /// <summary>The value where it is young enough, or where only an older one can be had without waiting for a shard that is silent.</summary>
    private Recollection<T>? Recall(Wish wish, TimeSpan? patience)
    {
        if (_last is null)
        {
            return null;
        }

        if (wish.IsMetBy(_last, clock))
        {
            return new Recollection<T>(_last.Value!, _last.StartedAt, null);
        }

        // Nobody waits for a reading that has taken longer than that already.
        if (patience is { } longest && _running is not null && clock.GetElapsedTime(_running.StartStamp) >= longest)
        {
            return new Recollection<T>(_last.Value!, _last.StartedAt, NotWithin(longest));
        }

        if (patience is null
            || wish.Staleness == TimeSpan.Zero
            || _failed?.Silence is not { } silence
            || clock.GetElapsedTime(_failed.EndStamp) >= Distrust)
        {
            return null;
        }

        Next(wish);
        return new Recollection<T>(_last.Value!, _last.StartedAt, silence);
    }

    /// <summary>The reading that a wish waits for, begun where there is none; or one that failed, when it counts still.</summary>
    private Reading Next(Wish wish) => _running ?? (HasFailedFor(wish) ? _failed! : Start());

    /// <summary>Whether the last reading is an answer to the wish, as it failed after the question or only just now.</summary>
    private bool HasFailedFor(Wish wish) => _failed is not null
        && (_failed.Number >= wish.NextReading
            || (wish.Staleness > TimeSpan.Zero && clock.GetElapsedTime(_failed.EndStamp) < _rest));

    private Reading Start()
    {
        var reading = new Reading(++_readings, _acts, clock.GetUtcNow(), clock.GetTimestamp());
        _running = reading;
        reading.Task = Task.Run(() => RunAsync(reading), CancellationToken.None);

        // Those who waited may have gone; what went wrong is told to the next who asks.
        _ = reading.Task.ContinueWith(
            static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return reading;
    }

    private async Task RunAsync(Reading reading)
    {
        try
        {
            var value = await read(_end.Token).ConfigureAwait(false);
            lock (_gate)
            {
                reading.Value = value;
                (_last, _failed, _running) = (reading, null, null);
            }
        }
        catch (Exception failure)
        {
            lock (_gate)
            {
                reading.Silence = failure as ShardUnreachableException;
                reading.EndStamp = clock.GetTimestamp();
                (_failed, _running) = (reading, null);
                _rest = ShortestRest * (1 + (random ?? Random.Shared).NextDouble());
            }

            throw;
        }
    }

    private async Task WaitAsync(Reading reading, long asked, TimeSpan? patience, CancellationToken cancellationToken)
    {
        if (patience is not { } longest)
        {
            await reading.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        var waited = clock.GetElapsedTime(Last is null ? asked : Math.Min(asked, reading.StartStamp));
        try
        {
            await reading.Task.WaitAsync(longest > waited ? longest - waited : TimeSpan.Zero, clock, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw NotWithin(longest);
        }
    }

    private ShardUnreachableException NotWithin(TimeSpan longest) =>
        new($"Shard {shard} did not answer within {longest}; ask again, or allow more time.", shard);

    private sealed class Reading(long number, long acts, DateTimeOffset startedAt, long startStamp)
    {
        public long Number => number;

        /// <summary>The acts that were told before it began.</summary>
        public long Acts => acts;

        public DateTimeOffset StartedAt => startedAt;

        public long StartStamp => startStamp;

        public long EndStamp { get; set; }

        /// <summary>How it failed, when the shard did not answer.</summary>
        public ShardUnreachableException? Silence { get; set; }

        public T? Value { get; set; }

        public Task Task { get; set; } = Task.CompletedTask;
    }

    /// <summary>Which reading would do for somebody who asks.</summary>
    private sealed record Wish(TimeSpan Staleness, long Asked, long NextReading, long Acts)
    {
        /// <remarks>A clock that stands still, or is coarse, would not tell what was read before from what was read after.</remarks>
        public bool IsMetBy(Reading reading, TimeProvider clock) =>
            reading.Acts >= Acts
            && (reading.Number >= NextReading
                || (Staleness > TimeSpan.Zero && clock.GetElapsedTime(reading.StartStamp, Asked) <= Staleness));
    }
}
