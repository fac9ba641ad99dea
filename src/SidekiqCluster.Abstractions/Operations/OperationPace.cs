namespace SidekiqCluster.Operations;

/// <summary>Keeps an operation, or several together, to a number of jobs per second, counted from its start. Good for any thread.</summary>
internal sealed class OperationPace(TimeProvider clock, double? jobsPerSecond)
{
    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();
    private long _sent;

    /// <summary>Waits until this many more jobs may be acted on.</summary>
    public async Task WaitAsync(int jobs, CancellationToken cancellationToken)
    {
        if (jobsPerSecond is not { } rate)
        {
            return;
        }

        TimeSpan early;
        lock (_gate)
        {
            var due = TimeSpan.FromSeconds(_sent / rate);
            _sent += jobs;
            early = due - clock.GetElapsedTime(_start);
        }

        if (early > TimeSpan.Zero)
        {
            await Task.Delay(early, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
