namespace SidekiqCluster.Receipts;

/// <summary>
/// How long a call is followed up: half a minute, far less than its receipt lives. A computer that sleeps meanwhile does
/// not count that in its timestamps, while the receipt grows old in Redis; so the time of day counts too.
/// </summary>
/// <param name="clock">Tells both.</param>
internal sealed class Patience(TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly long _start = clock.GetTimestamp();
    private readonly DateTimeOffset _startTime = clock.GetUtcNow();

    /// <summary>Whether it is over, or will be after a pause.</summary>
    public bool IsOver(TimeSpan pause) =>
        clock.GetElapsedTime(_start) + pause > Longest || clock.GetUtcNow() - _startTime + pause > Longest;
}
