using SidekiqCluster.Receipts;

namespace SidekiqCluster.Clients;

/// <summary>
/// One bulk push: reads jobs, makes slices of them, and keeps a few on their way, so that neither the server nor we wait
/// for the other. Of the jobs themselves it remembers no more than those slices.
/// </summary>
internal sealed class BulkPush(SliceStore store, BulkPushOptions options)
{
    private const int SlicesOnTheirWay = 4;
    private const int DefaultBatch = 1000;

    // Adding to a sorted set costs more, the more it holds.
    private const int DefaultScheduledBatch = 100;

    private const int FirstGuess = 1 << 14;

    private readonly Queue<Task<PushedSlice>> _sent = [];
    private readonly List<PushedSlice> _told = [];

    private Guid _push;
    private PushMoment? _moment;
    private int _slices;
    private long _next = options.First;
    private int _bytes = FirstGuess;
    private bool _isStopped;

    /// <summary>Pushes the jobs. May be called once.</summary>
    /// <exception cref="SidekiqClusterException">The shard could not be asked before the first slice; nothing was sent.</exception>
    public async Task<BulkPushResult> RunAsync(IAsyncEnumerable<PushItem> jobs, CancellationToken cancellationToken)
    {
        using var call = store.Begin();
        _push = call.Id;
        var isComplete = false;
        var wasCancelled = false;
        try
        {
            isComplete = await ReadAsync(jobs, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is stored by now must be told: who pushes again would do it twice.
            wasCancelled = true;
        }
        finally
        {
            while (_sent.TryDequeue(out var slice))
            {
                await TellAsync(slice).ConfigureAwait(false);
            }
        }

        return new BulkPushResult { Slices = _told, IsComplete = isComplete, WasCancelled = wasCancelled };
    }

    /// <summary>Whether all jobs were read.</summary>
    private async Task<bool> ReadAsync(IAsyncEnumerable<PushItem> jobs, CancellationToken cancellationToken)
    {
        PushSlice? slice = null;
        await foreach (var job in jobs.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var due = slice is null ? null : job.DueAt(slice.Moment.Now);
            if (slice is not null && !Takes(slice, job, due))
            {
                await SendAsync(slice, cancellationToken).ConfigureAwait(false);
                slice = null;
            }

            if (slice is null)
            {
                slice = await NextSliceAsync(cancellationToken).ConfigureAwait(false);
                if (slice is null)
                {
                    return false;
                }

                due = job.DueAt(slice.Moment.Now);
            }

            Add(slice, job, due);
        }

        if (slice is not null)
        {
            await SendAsync(slice, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private bool Takes(PushSlice slice, PushItem job, DateTimeOffset? due)
    {
        var limit = options.BatchSize ?? (slice.IsScheduled == true ? DefaultScheduledBatch : DefaultBatch);
        var isAlike = job.Problem is not null || slice.IsScheduled is null || slice.IsScheduled == due is not null;
        return isAlike && slice.Count < limit && slice.HasRoom;
    }

    private void Add(PushSlice slice, PushItem job, DateTimeOffset? due)
    {
        if (job.Problem is { } problem)
        {
            slice.Refuse(problem);
        }
        else
        {
            store.Add(slice, job.Template!, job.Args!, due);
        }
    }

    /// <summary>A slice for the next job; null when nothing more may be sent.</summary>
    private async ValueTask<PushSlice?> NextSliceAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_isStopped)
        {
            return null;
        }

        try
        {
            _moment ??= await store.NoteMomentAsync(_push, cancellationToken).ConfigureAwait(false);
            return new PushSlice(_next, _moment ?? await store.GetMomentAsync(cancellationToken).ConfigureAwait(false), _bytes);
        }
        catch (SidekiqClusterException e) when (_next > 0)
        {
            _sent.Enqueue(Task.FromResult(new PushedSlice(_next, 1, PushState.Failed) { Reason = e.Message }));
            return null;
        }
    }

    private async Task SendAsync(PushSlice slice, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _next += slice.Count;
        _bytes = Math.Max(slice.Bytes, FirstGuess);
        _sent.Enqueue(StoreAsync(slice, ReceiptId.Of(_push, ++_slices), cancellationToken));
        while (_sent.Count == SlicesOnTheirWay || (_sent.TryPeek(out var oldest) && oldest.IsCompleted))
        {
            await TellAsync(_sent.Dequeue()).ConfigureAwait(false);
        }
    }

    private async Task<PushedSlice> StoreAsync(PushSlice slice, Guid receipt, CancellationToken cancellationToken)
    {
        if (slice.Problem is { } problem)
        {
            return slice.Told(PushState.Refused, problem, options.KeepsJids);
        }

        var settled = await store.StoreAsync(slice, receipt, cancellationToken).ConfigureAwait(false);
        var state = settled.Error is null ? PushState.Stored : settled.MayBeDone ? PushState.Unknown : PushState.Failed;
        return slice.Told(state, settled.Error?.Message, options.KeepsJids);
    }

    private async Task TellAsync(Task<PushedSlice> sent)
    {
        var slice = await sent.ConfigureAwait(false);
        _told.Add(slice);
        _isStopped |= slice.State is PushState.Failed or PushState.Unknown;
        options.Progress?.Report(slice);
    }
}
