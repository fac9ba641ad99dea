using System.Runtime.CompilerServices;
using SidekiqCluster.Queries;

namespace SidekiqCluster.Operations;

/// <content>Deleting many jobs of a long queue, by a copy without them that takes its place: see <see cref="QueueCopier"/>.</content>
internal sealed partial class OperationRun
{
    private readonly QueueCopier _copier = new(connection, connection.Swaps);
    private QueueCopy? _copy;
    private int _swaps;
    private bool _isRepeated;
    private bool _isInPlace;
    private bool _isUncalled;

    /// <summary>Whether queues may be swapped. A copy knows their order, and cannot be made slowly.</summary>
    private bool MaySwap => request is { Operation: JobOperation.Delete, IsDryRun: false, JobsPerSecond: null, Jobs: { Records: null, Order: JobOrder.OldestFirst } }
        && connection.Capabilities.Kind is ServerKind.Redis or ServerKind.Valkey;

    private async IAsyncEnumerable<JobRecord> ReadAndCopyAsync(
        QueryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sources = connection.Sources.Current;
        foreach (var source in await SourceNames.ResolveAsync(sources, request.Jobs.Sources!, cancellationToken).ConfigureAwait(false))
        {
            var jobs = source.Kind == JobSourceKind.Queue
                ? ReadQueueAsync(sources.Of(source), source, filter, cancellationToken)
                : sources.Of(source).ReadAsync(filter, request.Jobs.Order, PageSizes.Default, cancellationToken);
            await foreach (var job in jobs.ConfigureAwait(false))
            {
                yield return job;
            }
        }
    }

    /// <summary>The jobs of a queue: when there are many, as a copy of the queue was made without them, else as they are read.</summary>
    private async IAsyncEnumerable<JobRecord> ReadQueueAsync(
        ISourceReader reader, JobSource source, QueryFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (_swaps, _isInPlace) = (0, false);
        for (var isMore = true; isMore;)
        {
            var length = await reader.GetSizeAsync(cancellationToken).ConfigureAwait(false);
            var fewest = _isInPlace ? null : QueueSwaps.FewestJobs(length, connection.Swaps);
            var first = new List<JobRecord>();
            var read = reader.ReadAsync(filter, request.Jobs.Order, PageSizes.Default, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (read.ConfigureAwait(false))
            {
                while (first.Count < fewest && await read.MoveNextAsync().ConfigureAwait(false))
                {
                    first.Add(read.Current);
                }

                var choice = ChoiceOf(source, filter);
                var copy = first.Count == fewest ? await _copier.CopyAsync(source, choice, cancellationToken).ConfigureAwait(false) : null;
                isMore = copy?.Jobs.Count == choice.Most;
                await UseAsync(copy).ConfigureAwait(false);
                foreach (var job in copy?.Jobs ?? first)
                {
                    yield return job;
                }

                while (copy is null && await read.MoveNextAsync().ConfigureAwait(false))
                {
                    yield return read.Current;
                }
            }
        }
    }

    private JobChoice ChoiceOf(JobSource source, QueryFilter filter)
    {
        var matches = filter.For(connection.Shard, source);
        var screen = request.Jobs.Screen;
        return new JobChoice(
            entry => matches(entry) && new JobRecord(connection.Shard, source, entry.Raw.ToArray()) is var job && screen?.LeavesOut(job) != true ? job : null,
            job => !act.Plan(job).IsRefused,
            Math.Min(connection.Swaps.MostJobs, (request.Limit ?? long.MaxValue) - _tally.Matched - _chunk.Count));
    }

    /// <summary>Takes a copy with which the next chunk is done at once.</summary>
    private async Task UseAsync(QueueCopy? copy)
    {
        _copy = copy is { Deleted.Count: 0 } ? null : copy;
        if (copy is not null && _copy is null)
        {
            await QueueCopier.DiscardAsync(copy).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets the copy, unless it has become the queue.</summary>
    private async Task ForgetCopyAsync()
    {
        if (_copy is { } copy)
        {
            _copy = null;
            await QueueCopier.DiscardAsync(copy).ConfigureAwait(false);
        }
    }

    /// <summary>Puts the copy in the queue's place.</summary>
    /// <returns>What became of the chunk; all of it waits when nothing was done.</returns>
    private async Task<ActOutcome[]> SwapAsync(QueueCopy copy, Guid receipt, CancellationToken cancellationToken)
    {
        var settled = await _copier.SwapAsync(copy, receipt, cancellationToken).ConfigureAwait(false);
        _isUncalled = settled is null;
        var outcomes = settled is { } called ? runner.OutcomesOf(called, _chunk.Count) : null;

        // What only a swap is refused, deleting in place may not be.
        var isRefused = settled is { Error: not null and not ShardUnreachableException, MayBeDone: false };
        if (isRefused || outcomes is null || outcomes[0].State == ActState.Waiting)
        {
            outcomes = [.. Enumerable.Repeat(new ActOutcome(ActState.Waiting), _chunk.Count)];
            _isRepeated = !isRefused && ++_swaps < connection.Swaps.Attempts;
            _isInPlace = !_isRepeated;
        }

        if (outcomes[0].State is ActState.Done or ActState.Gone)
        {
            _copy = null;
        }

        await ForgetCopyAsync().ConfigureAwait(false);
        return outcomes;
    }

    /// <summary>Copies the queue once more, when it was changed by others before the swap.</summary>
    private async Task CopyAgainAsync(CancellationToken cancellationToken)
    {
        if (!_isRepeated)
        {
            return;
        }

        _isRepeated = false;
        var copy = await _copier.CopyAsync(_source, JobChoice.Of(_waiting), cancellationToken).ConfigureAwait(false);
        _isInPlace = copy is null;
        if (copy is not null)
        {
            _tally.Add(new ActOutcome(ActState.Gone), _waiting.Count - copy.Jobs.Count);
            _waiting.Clear();
            copy.Jobs.ToList().ForEach(_waiting.Enqueue);
            await UseAsync(copy).ConfigureAwait(false);
        }
    }
}
