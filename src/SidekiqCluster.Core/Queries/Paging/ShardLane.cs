namespace SidekiqCluster.Queries.Paging;

/// <summary>One shard's jobs in the order of the query, the next one at the front, and what became of the shard.</summary>
internal sealed class ShardLane : IAsyncDisposable
{
    private readonly string _shard;
    private readonly LaneReading _read;
    private readonly TimeSpan? _timeout;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationToken _caller;
    private ShardPosition? _position;
    private PagedJob? _taken;
    private IAsyncEnumerator<PagedJob>? _jobs;

    public ShardLane(
        string shard, LaneReading read, ShardPosition start, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        (_shard, _read, _timeout, _caller) = (shard, read, timeout, cancellationToken);
        _position = start;
        _limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>How far the shard is read, the front not included.</summary>
    public ShardPosition Position => _position ??= ShardPosition.After(_taken!);

    /// <summary>The next job; null when there is none, or when the shard failed.</summary>
    public PagedJob? Front { get; private set; }

    /// <summary>Why the shard failed; null when it did not.</summary>
    public SidekiqClusterException? Failure { get; private set; }

    /// <summary>Whether a later page can have jobs of this shard.</summary>
    public bool HasMore => Front is not null || (Failure is not null && !Position.IsDone);

    /// <summary>Connects and reads up to the first job.</summary>
    public async Task StartAsync()
    {
        if (_timeout is { } timeout)
        {
            _limit.CancelAfter(timeout);
        }

        await GuardAsync(async () =>
        {
            var jobs = await _read(Position, _limit.Token).WaitAsync(_limit.Token).ConfigureAwait(false);
            if (!Position.IsDone)
            {
                _jobs = jobs.GetAsyncEnumerator(_limit.Token);
                await MoveAsync().ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    /// <summary>Takes the front and reads up to the next job.</summary>
    public async Task<JobRecord> TakeAsync()
    {
        (_taken, _position) = (Front!, null);
        await GuardAsync(MoveAsync).ConfigureAwait(false);
        return _taken.Record;
    }

    public async ValueTask DisposeAsync()
    {
        if (_jobs is not null)
        {
            await _jobs.DisposeAsync().ConfigureAwait(false);
        }

        _limit.Dispose();
    }

    private async Task MoveAsync()
    {
        Front = null;
        if (await _jobs!.MoveNextAsync().ConfigureAwait(false))
        {
            Front = _jobs.Current;
        }
        else
        {
            _position = ShardPosition.Done;
        }
    }

    private async Task GuardAsync(Func<Task> read)
    {
        try
        {
            await read().ConfigureAwait(false);
        }
        catch (SidekiqClusterException failure)
        {
            (Failure, Front) = (failure, null);
        }
        catch (OperationCanceledException) when (_limit.IsCancellationRequested && !_caller.IsCancellationRequested)
        {
            var message = $"Shard {_shard} did not answer within {_timeout}; ask again, or allow more time.";
            (Failure, Front) = (new ShardUnreachableException(message, _shard), null);
        }
    }
}
