using SidekiqCluster.Queries;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Snapshots;

/// <summary>The names of a shard's queues, as they were read last. Good for any thread.</summary>
internal sealed class SnapshotQueues(ShardConnection connection)
{
    private readonly RedisSources _redis = new RedisSources(connection);
    private readonly Lock _gate = new();
    private Reading? _last;
    private long _acts;

    /// <summary>The registered queues by name.</summary>
    /// <exception cref="ShardUnreachableException">The shard did not answer, and there is no older answer.</exception>
    /// <exception cref="SidekiqClusterException">The shard refused.</exception>
    public async Task<IReadOnlyList<JobSource>> ListAsync(SnapshotTerms terms, CancellationToken cancellationToken)
    {
        var clock = connection.Clock;
        long acts;
        Reading? last;
        lock (_gate)
        {
            (acts, last) = (_acts, _last);
        }

        if (last?.Acts == acts && terms.Staleness > TimeSpan.Zero && clock.GetElapsedTime(last.Stamp) <= terms.Staleness)
        {
            terms.Use.Add(last.At);
            return last.Queues;
        }

        var (at, stamp) = (clock.GetUtcNow(), clock.GetTimestamp());
        try
        {
            var queues = await _redis.ListQueuesAsync(cancellationToken)
                .WithinAsync(last is null ? terms.Patience : terms.PatienceLeft, connection, cancellationToken).ConfigureAwait(false);
            lock (_gate)
            {
                _last = _last?.Stamp > stamp ? _last : new Reading(queues, at, stamp, acts);
            }

            terms.Use.Add(at);
            return queues;
        }
        catch (ShardUnreachableException unreachable) when (terms.Patience is not null && last is not null)
        {
            terms.Use.Add(last.At, unreachable);
            return last.Queues;
        }
    }

    /// <summary>Something was done that may have registered a queue, or taken one off the list.</summary>
    public void Invalidate()
    {
        lock (_gate)
        {
            _acts++;
        }
    }

    private sealed record Reading(IReadOnlyList<JobSource> Queues, DateTimeOffset At, long Stamp, long Acts);
}
