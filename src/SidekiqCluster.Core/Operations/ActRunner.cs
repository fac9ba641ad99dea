using SidekiqCluster.Redis;

namespace SidekiqCluster.Operations;

/// <summary>
/// Carries one call of the script to its end although replies get lost: it repeats the call with the same receipt,
/// which is harmless, until the receipt has told what was done or the patience is over.
/// </summary>
internal sealed class ActRunner(ShardConnection connection, ActScript script)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Acts on the jobs of one source.</summary>
    /// <remarks>
    /// Is not cancelled half-way: a call that was sent is followed up, as otherwise nobody could say what it did. The
    /// token ends the waiting for a server that does not come back; the jobs are then unknown.
    /// </remarks>
    public async Task<ActOutcome[]> RunAsync(
        JobSource source, IReadOnlyList<ActStep> steps, CancellationToken cancellationToken)
    {
        var receipt = Guid.NewGuid();
        var start = connection.Clock.GetTimestamp();
        var wasSent = false;
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            try
            {
                return await script.CallAsync(source, steps, receipt).ConfigureAwait(false);
            }
            catch (ShardUnreachableException lost)
            {
                wasSent = true;
                if (connection.Clock.GetElapsedTime(start) + pause > Patience || cancellationToken.IsCancellationRequested)
                {
                    return [.. Enumerable.Repeat(new ActOutcome(ActState.Unknown, lost.Message), steps.Count)];
                }
            }
            catch (SidekiqClusterException refused)
            {
                // A script that is refused has changed nothing; an earlier call whose reply was lost may have.
                var state = wasSent ? ActState.Unknown : ActState.Failed;
                return [.. Enumerable.Repeat(new ActOutcome(state, refused.Message), steps.Count)];
            }

            await Task.Delay(pause, connection.Clock, cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
