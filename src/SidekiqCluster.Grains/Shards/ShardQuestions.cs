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
    /// The answer with its age: fresh, or the last good one, marked, where the shard keeps the caller waiting too long. What has
    /// to be read from Redis may take any time, as long as the server goes on answering.
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
            tolerance.Timeout + Grace,
            clock,
            (connected, silence, token) => question(connected.Read(tolerance, use, silence), token),
            cancellationToken).ConfigureAwait(false);
        return new GrainAnswer<T> { Value = value, CapturedAt = use.CapturedAt ?? asked, StaleBecause = use.Error?.Message };
    }

    /// <summary>A part of the shard's pulse, with its age.</summary>
    /// <exception cref="SidekiqClusterException">There is none, or the shard refused that part.</exception>
    public static async Task<GrainAnswer<T>> AnswerAsync<T>(
        this ShardHost host, Tolerance tolerance, Func<Pulse, Task<T>> part, TimeProvider clock, CancellationToken cancellationToken)
    {
        var pulse = await host.WithinAsync(
            tolerance.Timeout + Grace,
            clock,
            (connected, silence, token) => silence.AskAsync(
                () => connected.Pulse.GetAsync(tolerance.Staleness, tolerance.Timeout, token)),
            cancellationToken).ConfigureAwait(false);
        return new GrainAnswer<T>
        {
            Value = await part(pulse.Value).ConfigureAwait(false),
            CapturedAt = pulse.CapturedAt,
            StaleBecause = pulse.Error?.Message,
        };
    }

    /// <summary>Asks, and gives up when the shard is not connected in time, or its server owes a reply for longer than that.</summary>
    private static async Task<T> WithinAsync<T>(
        this ShardHost host,
        TimeSpan longest,
        TimeProvider clock,
        Func<ConnectedShard, ServerSilence, CancellationToken, Task<T>> question,
        CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<T>? answer = null;
        try
        {
            var connected = await host.ConnectAsync(end.Token).WaitAsync(longest, clock, cancellationToken).ConfigureAwait(false);
            var silence = connected.NewSilence();
            answer = question(connected, silence, end.Token);
            return await silence.WaitAsync(answer, longest, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (answer?.IsFaulted != true)
        {
            throw new ShardUnreachableException(
                $"Shard {host.Shard} did not answer within {longest - Grace}; ask again, or allow more time.", host.Shard);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await (answer as Task ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
