using SidekiqCluster.Pulses;
using SidekiqCluster.Redis;
using SidekiqCluster.Snapshots;

namespace SidekiqCluster.Grains.Shards;

/// <summary>Asks a shard within a caller's tolerance.</summary>
internal static class ShardQuestions
{
    /// <summary>What is remembered of a shard gives up by itself when the time is over; a little later, so does who asked.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The answer with its age: fresh, or the last good one, marked, where the shard keeps the caller waiting too long.
    /// </summary>
    /// <exception cref="SidekiqClusterException">There is neither.</exception>
    public static async Task<GrainAnswer<T>> AnswerAsync<T>(
        this ShardHost host,
        Tolerance tolerance,
        Func<SidekiqShard, CancellationToken, Task<T>> question,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var use = new SnapshotUse();
        var asked = clock.GetUtcNow();
        var value = await host.WithinAsync(
            tolerance.Timeout, (connected, token) => question(connected.Read(tolerance, use), token), cancellationToken)
            .ConfigureAwait(false);
        return new GrainAnswer<T> { Value = value, CapturedAt = use.CapturedAt ?? asked, StaleBecause = use.Error?.Message };
    }

    /// <summary>A part of the shard's pulse, with its age.</summary>
    /// <exception cref="SidekiqClusterException">There is none, or the shard refused that part.</exception>
    public static async Task<GrainAnswer<T>> AnswerAsync<T>(
        this ShardHost host, Tolerance tolerance, Func<Pulse, Task<T>> part, CancellationToken cancellationToken)
    {
        var pulse = await host.WithinAsync(
            tolerance.Timeout + Grace,
            (connected, token) => connected.Pulse.GetAsync(tolerance.Staleness, tolerance.Timeout, token),
            cancellationToken).ConfigureAwait(false);
        return new GrainAnswer<T>
        {
            Value = await part(pulse.Value).ConfigureAwait(false),
            CapturedAt = pulse.CapturedAt,
            StaleBecause = pulse.Error?.Message,
        };
    }

    /// <summary>The same without waiting; null where it is to be waited for, or the shard refused that part.</summary>
    public static GrainAnswer<T>? TryAnswer<T>(this ShardHost host, Tolerance tolerance, Func<Pulse, Task<T>> part) =>
        host.Connected?.Pulse.TryGet(tolerance.Staleness, tolerance.Timeout) is { } pulse
        && part(pulse.Value) is { IsCompletedSuccessfully: true } answer
            ? new GrainAnswer<T> { Value = answer.Result, CapturedAt = pulse.CapturedAt, StaleBecause = pulse.Error?.Message }
            : null;

    private static async Task<T> WithinAsync<T>(
        this ShardHost host, TimeSpan timeout, Func<ConnectedShard, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            var connected = await host.ConnectAsync(limit.Token).ConfigureAwait(false);
            return await RedisSpans.TraceAsync(() => question(connected, limit.Token)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ShardUnreachableException(
                $"Shard {host.Shard} did not answer within {timeout}; ask again, or allow more time.", host.Shard);
        }
    }
}
