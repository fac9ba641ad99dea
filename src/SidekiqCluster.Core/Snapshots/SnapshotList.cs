using SidekiqCluster.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>A short list of a shard, such as its queues' names, as it was read last. Good for any thread.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="connection">The shard.</param>
/// <param name="read">Reads the list.</param>
/// <param name="others">
/// Counts what the list must not be older than: one that was begun before the last of these is read again. Null for nothing.
/// </param>
internal sealed class SnapshotList<T>(
    ShardConnection connection, Func<CancellationToken, Task<IReadOnlyList<T>>> read, Func<long>? others = null)
{
    private readonly Lock _gate = new();
    private Reading? _last;
    private long _acts;

    /// <summary>The list.</summary>
    /// <exception cref="ShardUnreachableException">The shard did not answer, and there is no older answer.</exception>
    /// <exception cref="SidekiqClusterException">The shard refused.</exception>
    public async Task<IReadOnlyList<T>> ListAsync(SnapshotTerms terms, CancellationToken cancellationToken)
    {
        var clock = connection.Clock;
        var acts = others?.Invoke() ?? 0;
        Reading? last;
        lock (_gate)
        {
            (acts, last) = (acts + _acts, _last);
        }

        if (last?.Acts == acts && terms.Staleness > TimeSpan.Zero && clock.GetElapsedTime(last.Stamp) <= terms.Staleness)
        {
            terms.Use.Add(last.At);
            return last.Items;
        }

        var (at, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        try
        {
            var items = await read(cancellationToken).WithinAsync(
                last is null ? terms.Patience : terms.PatienceLeft, connection, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _last = _last?.Stamp > stamp ? _last : new Reading(items, at, stamp, acts);
            }

            terms.Use.Add(at);
            return items;
        }
        catch (ShardUnreachableException unreachable) when (terms.Patience is not null && last is not null)
        {
            terms.Use.Add(last.At, unreachable);
            return last.Items;
        }
    }

    /// <summary>Something was done that the list may show.</summary>
    public void Invalidate()
    {
        lock (_gate)
        {
            _acts++;
        }
    }

    private sealed record Reading(IReadOnlyList<T> Items, DateTimeOffset At, long Stamp, long Acts);
}
