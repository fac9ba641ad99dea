using System.Runtime.CompilerServices;

namespace SidekiqCluster.Client.Fleets;

/// <summary>Looks at the stats of a fleet again and again, and tells when they changed.</summary>
internal static class StatsWatch
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc cref="ISidekiqFleet.WatchAsync"/>
    public static IAsyncEnumerable<FleetAnswer<StatsSnapshot>> ReadAsync(
        ISidekiqFleet fleet, TimeSpan interval, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, ShortestInterval);
        return LookAsync(fleet, interval, clock, cancellationToken);
    }

    private static async IAsyncEnumerable<FleetAnswer<StatsSnapshot>> LookAsync(
        ISidekiqFleet fleet, TimeSpan interval, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FleetAnswer<StatsSnapshot>? last = null;
        while (true)
        {
            var answer = await AskAsync(fleet, last, cancellationToken).ConfigureAwait(false);
            if (last is null || !Told(last).SequenceEqual(Told(answer)))
            {
                yield return answer;
            }

            last = answer;
            await Task.Delay(interval, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<FleetAnswer<StatsSnapshot>> AskAsync(
        ISidekiqFleet fleet, FleetAnswer<StatsSnapshot>? last, CancellationToken cancellationToken)
    {
        try
        {
            return await fleet.GetStatsAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ShardUnreachableException lost) when (last is not null)
        {
            return last with
            {
                Shards =
                [
                    .. last.Shards.Select(part => part with
                    {
                        Outcome = part.Outcome with { Error = lost.Message, StaleSince = part.Outcome.StaleSince ?? part.Value?.CapturedAt },
                    }),
                ],
            };
        }
    }

    /// <summary>What counts as a change: numbers and outcomes, not moments and waits that pass by themselves.</summary>
    private static IEnumerable<(ShardOutcome Outcome, StatsSnapshot? Numbers)> Told(FleetAnswer<StatsSnapshot> answer) =>
        answer.Shards.Select(static part => (
            part.Outcome with { Error = part.Outcome.Error is null ? null : string.Empty },
            part.Value is null ? null : part.Value with { CapturedAt = default, DefaultQueueLatency = default }));
}
