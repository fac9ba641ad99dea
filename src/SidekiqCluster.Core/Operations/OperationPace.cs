namespace SidekiqCluster.Operations;

/// <summary>Keeps an operation to a number of jobs per second, counted from its start.</summary>
internal sealed class OperationPace(TimeProvider clock, double? jobsPerSecond)
{
    private readonly long _start = clock.GetTimestamp();
    private long _sent;

    /// <summary>Waits until this many more jobs may be acted on.</summary>
    public async Task WaitAsync(int jobs, CancellationToken cancellationToken)
    {
        if (jobsPerSecond is not { } rate)
        {
            return;
        }

        var due = TimeSpan.FromSeconds(_sent / rate);
        _sent += jobs;
        var early = due - clock.GetElapsedTime(_start);
        if (early > TimeSpan.Zero)
        {
            await Task.Delay(early, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
