using System.Runtime.CompilerServices;
using SidekiqCluster.Grains.Jobs;
using SidekiqCluster.Queries.Paging;

namespace SidekiqCluster.Grains.Fleets;

/// <summary>One page over several shards: each gives some jobs at a time, and more when the page needs them.</summary>
internal sealed class FleetPage(FleetQuestions fleet, JobQuery query, Tolerance tolerance, TimeProvider clock)
{
    private const int LeastChunk = 16;
    private const int GreatestChunk = 1000;

    private readonly Dictionary<string, (string Reason, DateTimeOffset Since)> _stale = new(StringComparer.Ordinal);

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">The cursor is none, or is of another query or of other shards.</exception>
    public async Task<ShardsJobPage> ReadAsync(IReadOnlyList<ShardInfo> shards, CancellationToken cancellationToken)
    {
        var request = new PageRequest(query, clock.GetUtcNow());
        var chunk = (int)Math.Clamp(2L * request.Limit / shards.Count, Math.Min(LeastChunk, request.Limit), GreatestChunk);
        var (page, lanes) = await LanePager.ReadAsync(
            [.. shards.Select(shard => (shard.Name, ReadingOf(shard.Name, chunk)))], query, request, tolerance.Timeout, cancellationToken)
            .ConfigureAwait(false);
        return new ShardsJobPage
        {
            Jobs = page.Jobs,
            Cursor = page.Cursor,
            Shards = [.. shards.Zip(lanes, (shard, lane) => OutcomeOf(shard.Name, lane))],
        };
    }

    private ShardOutcome OutcomeOf(string shard, ShardLane lane)
    {
        lock (_stale)
        {
            return lane.Failure is null && _stale.TryGetValue(shard, out var stale)
                ? new ShardOutcome { Shard = shard, Error = stale.Reason, StaleSince = stale.Since }
                : new ShardOutcome { Shard = shard, Error = lane.Failure?.Message };
        }
    }

    private LaneReading ReadingOf(string shard, int chunk) =>
        (start, cancellationToken) => Task.FromResult(JobsAsync(shard, chunk, start, cancellationToken));

    private async IAsyncEnumerable<PagedJob> JobsAsync(
        string shard, int chunk, ShardPosition start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = start == ShardPosition.Start ? null : ShardLanes.ToText(start);
        while (true)
        {
            var from = query with { Limit = chunk, Cursor = next };
            var answer = await fleet.CallAsync(
                shard,
                tolerance.Timeout,
                (grains, token) => grains.GetGrain<IShardGrain>(new ShardKey(shard).ToString()).GetLaneAsync(from, tolerance, token),
                cancellationToken).ConfigureAwait(false);
            if (answer.StaleBecause is { } reason)
            {
                lock (_stale)
                {
                    _stale.TryAdd(shard, (reason, answer.CapturedAt));
                }
            }

            var lane = answer.Value;
            foreach (var (job, position) in lane.Batch.Jobs.Zip(lane.Positions))
            {
                yield return new PagedJob(job, ShardLanes.ToPosition(position).Mark!);
            }

            if (lane.IsLast)
            {
                yield break;
            }

            next = lane.Positions[^1];
        }
    }
}
