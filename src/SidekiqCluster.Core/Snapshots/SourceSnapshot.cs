using SidekiqCluster.Passes;

namespace SidekiqCluster.Snapshots;

/// <summary>
/// The snapshot of one source: refreshed when somebody asks for a newer one than it is, once for all who wait, and changed
/// by acts on the source, so that who acted sees it. Good for any thread; reading it goes on beside refreshing.
/// </summary>
internal sealed class SourceSnapshot(
    JobSource source, ISourceRefresh refresh, SnapshotBudget budget, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>How long a source that could not be read at one moment is left alone.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private SnapshotView? _view;
    private Flight? _flight;
    private DateTimeOffset _capturedAt;
    private DateTimeOffset _restsUntil;
    private long _acts;
    private long _actsInView;
    private long _refreshes;
    private long _served;

    /// <summary>What it is and has cost.</summary>
    public SnapshotFigures Figures
    {
        get
        {
            lock (_gate)
            {
                return new SnapshotFigures(
                    source, _view?.Count ?? 0, BytesOf(_view), _view is null ? null : _capturedAt, _refreshes, refresh.FullReads, _served);
            }
        }
    }

    /// <summary>
    /// A view that shows the source as it was no longer ago than that, and every act that was told before. Null when the
    /// source is to be read from Redis instead: it is too large for the budget, or changes too much.
    /// </summary>
    /// <param name="staleness">How old it may be; zero for a reading that begins now.</param>
    /// <param name="cancellationToken">Ends the wait, not the refresh that others wait for as well.</param>
    /// <exception cref="SidekiqClusterException">The shard did not answer, or refused.</exception>
    public async Task<SnapshotLease?> GetAsync(TimeSpan staleness, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(staleness, TimeSpan.Zero);
        var asked = clock.GetUtcNow();
        var oldest = staleness < asked - DateTimeOffset.MinValue ? asked - staleness : DateTimeOffset.MinValue;
        while (true)
        {
            Flight flight;
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_end.IsCancellationRequested, this);
                if (_view is not null && _capturedAt >= oldest && _actsInView == _acts && _view.TryHold())
                {
                    _served++;
                    budget.Touch(this);
                    return new SnapshotLease(_view, _capturedAt);
                }

                if (asked < _restsUntil)
                {
                    return null;
                }

                flight = _flight ??= Start();
            }

            // A flight that began too early serves those who began it; the loop begins the next one when it has ended.
            if (!await flight.Task.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    /// <summary>Jobs were taken out of the source, whoever did it: they are in no view that is asked for from now on.</summary>
    public void Removed(IReadOnlyCollection<ReadOnlyMemory<byte>> payloads) =>
        Patch(view => refresh.Remove(view, payloads));

    /// <summary>A job was put into the source, or its score was changed: so it is in every view asked for from now on.</summary>
    public void Added(RawEntry entry) => Patch(view => refresh.Add(view, entry));

    /// <summary>Something was done to the source: only a new refresh tells what it holds now.</summary>
    public void Invalidate() => Patch(static _ => null);

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
            running = _flight?.Task;
        }

        await _end.CancelAsync().ConfigureAwait(false);
        await (running ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Evict();
        budget.Forget(this);
        _end.Dispose();
    }

    private void Patch(Func<SnapshotView, SnapshotView?> change)
    {
        lock (_gate)
        {
            var isCurrent = _actsInView == _acts;
            _acts++;

            // What a refresh under way has read may be from before the act: then only the next refresh will do.
            if (_view is null || _flight is not null || !isCurrent || change(_view) is not { } next)
            {
                return;
            }

            Show(next);
            _actsInView = _acts;
        }
    }

    private Flight Start()
    {
        var flight = new Flight(clock.GetUtcNow(), _acts);
        flight.Task = Task.Run(() => RunAsync(flight), CancellationToken.None);
        return flight;
    }

    private async Task<bool> RunAsync(Flight flight)
    {
        SnapshotView? current;
        lock (_gate)
        {
            // Held, as an eviction may come while it is read.
            current = _view?.TryHold() == true ? _view : null;
        }

        try
        {
            if (current is null && !budget.TryTake(this, await refresh.EstimateAsync(_end.Token).ConfigureAwait(false)))
            {
                return Stop(flight);
            }

            var next = await refresh.RefreshAsync(current, _end.Token).ConfigureAwait(false);
            lock (_gate)
            {
                _refreshes++;
                if (next == current && _view is null)
                {
                    _ = next.TryHold();
                }

                Show(next);
                _capturedAt = flight.StartedAt;
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
                _flight = _flight == flight ? null : _flight;
            }
        }
    }

    private bool Stop(Flight flight)
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

    /// <summary>A refresh under way.</summary>
    private sealed class Flight(DateTimeOffset startedAt, long acts)
    {
        public DateTimeOffset StartedAt => startedAt;

        public long Acts => acts;

        public Task<bool> Task { get; set; } = System.Threading.Tasks.Task.FromResult(true);
    }
}
