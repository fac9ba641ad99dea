namespace SidekiqCluster.Calls;

/// <summary>The pauses between calls that are lost, each about twice as long as the one before, until the patience is over.</summary>
internal sealed class Pauses(TimeSpan patience, TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private long _start = clock.GetTimestamp();
    private TimeSpan _next = First;

    /// <summary>There was an answer meanwhile: the patience begins anew.</summary>
    public void Restart() => (_start, _next) = (clock.GetTimestamp(), First);

    /// <summary>Waits a moment, with jitter; false at once when the patience would be over by then.</summary>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        var pause = _next * (0.5 + Random.Shared.NextDouble());
        if (clock.GetElapsedTime(_start) + pause > patience)
        {
            return false;
        }

        _next = _next * 2 < Longest ? _next * 2 : Longest;
        await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
