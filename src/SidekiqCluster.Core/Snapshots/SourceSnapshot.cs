using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// The snapshot of one source: refreshed when somebody asks for a newer one than it is, once for all who wait, and changed
/// by acts on the source, so that who acted sees it. Good for any thread; reading it goes on beside refreshing.
/// </summary>
internal sealed class SourceSnapshot(
    JobSource source, ISourceRefresh refresh, SnapshotBudget budget, TimeProvider clock, string shard = "") : IAsyncDisposable
{
    /// <summary>How long a source that could not be read at one moment is left alone.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private readonly SnapshotActs _acts = new(refresh);
    private SnapshotView? _view;
    private SnapshotFlight? _flight;
    private SnapshotFlight? _shown;
    private DateTimeOffset _restsUntil;
    private long _flights;
    private long _actsInView;
    private long _refreshes;
    private TimeSpan _refreshTime;
    private long _served;
    private bool _isProven = true;
    private bool _isEnded;

    /// <summary>What it is and has cost.</summary>
    public SnapshotFigures Figures
    {
        get
        {
            lock (_gate)
            {
                return new SnapshotFigures(
                    source, _view?.Count ?? 0, BytesOf(_view), _view is null ? null : _shown!.StartedAt, _refreshes, refresh.FullReads, _served, _refreshTime);
            }
        }
    }

    /// <summary>How often it was refreshed.</summary>
    public long Refreshes
    {
        get
        {
            lock (_gate)
            {
                return _refreshes;
            }
        }
    }

    /// <summary>Whether there is a view, however old.</summary>
    public bool HasView
    {
        get
        {
            lock (_gate)
            {
                return _view is not null;
            }
        }
    }

    /// <inheritdoc cref="GetAsync(TimeSpan, TimeSpan?, CancellationToken)"/>
    public Task<SnapshotLease?> GetAsync(TimeSpan staleness, CancellationToken cancellationToken) =>
        GetAsync(staleness, null, cancellationToken);

    /// <summary>
    /// A view that shows the source as it was no longer ago than that, and every act that was told before. Null when the
    /// source is to be read from Redis instead: it is too large for the budget, changes too much, or is wanted without
    /// staleness while its view is not proven.
    /// </summary>
    /// <param name="staleness">How old it may be; zero for a reading that begins now.</param>
    /// <param name="patience">
    /// How long to wait for a reading; null for as long as it takes. When it is over, or the shard does not answer, the view
    /// is the last one, and its lease tells why.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, not the refresh that others wait for as well.</param>
    /// <exception cref="ShardUnreachableException">There is no view, and no answer from the shard.</exception>
    /// <exception cref="SidekiqClusterException">The shard refused.</exception>
    public async Task<SnapshotLease?> GetAsync(TimeSpan staleness, TimeSpan? patience, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(staleness, TimeSpan.Zero);
        var asked = clock.GetTimestamp();
        SnapshotWish? wish = null;
        while (true)
        {
            SnapshotFlight flight;
            lock (_gate)
            {
                wish ??= new SnapshotWish(staleness, asked, _flights + 1, _acts.Count);
                if (TryServe(wish) is { } lease)
                {
                    return lease;
                }

                // Redis itself shows what the view only shows in all likelihood.
                if (_isEnded
                    || clock.GetUtcNow() < _restsUntil
                    || (!_isProven && wish.IsStrict && _shown?.Number >= wish.NextFlight))
                {
                    return null;
                }

                flight = _flight ??= Start();
            }

            try
            {
                // A flight that began too early serves those who began it; the loop begins the next one when it has ended.
                if (!await WaitAsync(flight, asked, patience, cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }
            }
            catch (OperationCanceledException) when (_isEnded)
            {
                return null;
            }
            catch (ShardUnreachableException unreachable) when (patience is not null && TryGetLast(unreachable) is { } last)
            {
                return last;
            }
        }
    }

    /// <summary>The view, when it is young enough and shows every act that was told; null when only a reading could tell.</summary>
    public SnapshotLease? TryGet(TimeSpan staleness)
    {
        lock (_gate)
        {
            return TryServe(new SnapshotWish(staleness, clock.GetTimestamp(), _flights + 1, _acts.Count));
        }
    }

    /// <summary>The newest view, however old, for who can get no newer one; null when there is none.</summary>
    public SnapshotLease? TryGetLast(ShardUnreachableException why)
    {
        lock (_gate)
        {
            return _view?.TryHold() == true ? new SnapshotLease(_view, _shown!.StartedAt, why) : null;
        }
    }

    /// <summary>Jobs were taken out of the source, whoever did it: they are in no view that is asked for from now on.</summary>
    /// <param name="payloads">Their bytes.</param>
    /// <param name="isNow">Whether that was just now; else a refresh tells whether they are back.</param>
    public void Removed(IReadOnlyCollection<ReadOnlyMemory<byte>> payloads, bool isNow = true) =>
        Tell(isFlying => _acts.Remove(payloads, isFlying || !isNow));

    /// <summary>Jobs were put into the source, or have another score: so they are in every view asked for from now on.</summary>
    /// <param name="entries">The jobs, in the order in which it was done.</param>
    /// <param name="isNow">Whether that was just now; else a refresh tells whether they are there still.</param>
    public void Added(IReadOnlyCollection<RawEntry> entries, bool isNow = true) =>
        Tell(isFlying => _acts.Add(entries, isFlying || !isNow));

    /// <summary>Something was done to the source: only a new refresh tells what it holds now.</summary>
    public void Invalidate() => Tell(_ => _acts.Doubt());

    /// <summary>Gives the memory back. Who holds a view keeps it.</summary>
    public void Evict()
    {
        lock (_gate)
        {
            _view?.Dispose();
            _view = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task? running;
        lock (_gate)
        {
            if (_isEnded)
            {
                return;
            }

            _isEnded = true;
            running = _flight?.Task;
        }

        await _end.CancelAsync().ConfigureAwait(false);
        await (running ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Evict();
        budget.Forget(this);
        _end.Dispose();
    }

    private void Tell(Action<bool> tell)
    {
        lock (_gate)
        {
            tell(_flight is { HasBegun: true });
        }
    }

    private SnapshotLease? TryServe(SnapshotWish wish)
    {
        if (_view is null)
        {
            return null;
        }

        if (_flight is null && _actsInView < _acts.Count && _acts.TryApply(_view) is { } next)
        {
            Show(next);
            _actsInView = _acts.Count;
        }

        if (_actsInView < wish.Acts || (!_isProven && wish.IsStrict) || !wish.IsYoungEnough(_shown!, clock) || !_view.TryHold())
        {
            return null;
        }

        _served++;
        budget.Touch(this);
        return new SnapshotLease(_view, _shown!.StartedAt);
    }

    private async Task<bool> WaitAsync(
        SnapshotFlight flight, long asked, TimeSpan? patience, CancellationToken cancellationToken)
    {
        if (patience is not { } longest)
        {
            return await flight.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        // Where there is something to fall back on, a reading that goes on for longer than that already is not waited for.
        var waited = clock.GetElapsedTime(HasView ? Math.Min(asked, flight.StartStamp) : asked);
        var left = longest > waited ? longest - waited : TimeSpan.Zero;
        try
        {
            return await flight.Task.WaitAsync(left, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new ShardUnreachableException(
                $"Reading {source} took longer than {longest} and goes on; ask again later, or allow more time.", shard);
        }
    }

    private SnapshotFlight Start()
    {
        var flight = new SnapshotFlight(clock.GetTimestamp());
        flight.Task = Task.Run(() => RunAsync(flight), CancellationToken.None);

        // Who waited may have gone; what went wrong is told to the next who asks.
        _ = flight.Task.ContinueWith(
            static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return flight;
    }

    private async Task<bool> RunAsync(SnapshotFlight flight)
    {
        SnapshotView? current;
        lock (_gate)
        {
            if (_view is not null)
            {
                Show(_acts.Settle(_view));
            }

            flight.Begin(++_flights, clock, _acts.Count);

            // Held, as an eviction may come while it is read.
            current = _view?.TryHold() == true ? _view : null;
        }

        try
        {
            if (current is null && !budget.TryTake(this, await refresh.EstimateAsync(_end.Token).ConfigureAwait(false)))
            {
                return Stop(flight);
            }

            var began = clock.GetTimestamp();
            var next = await refresh.RefreshAsync(current, _end.Token).ConfigureAwait(false);
            lock (_gate)
            {
                _refreshes++;
                _refreshTime += clock.GetElapsedTime(began);
                if (next == current && _view is null)
                {
                    _ = next.TryHold();
                }

                Show(next);
                _shown = flight;
                _isProven = refresh.IsProven;
                _actsInView = flight.Acts;
                _flight = null;
            }

            if (budget.TryTake(this, BytesOf(next)))
            {
                return true;
            }

            Evict();
            return Stop(flight);
        }
        catch (SnapshotUnstableException)
        {
            return Stop(flight);
        }
        finally
        {
            current?.Dispose();
            lock (_gate)
            {
                if (_flight == flight)
                {
                    // Nobody found out what was told before it.
                    _acts.Doubt();
                    _flight = null;
                }
            }
        }
    }

    private bool Stop(SnapshotFlight flight)
    {
        lock (_gate)
        {
            _restsUntil = flight.StartedAt + Rest;
            return false;
        }
    }

    private void Show(SnapshotView next)
    {
        if (next != _view)
        {
            _view?.Dispose();
            _view = next;
        }
    }

    private long BytesOf(SnapshotView? view) => view is null ? 0 : view.AllocatedBytes + refresh.AllocatedBytes;
}
