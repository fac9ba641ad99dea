namespace SidekiqCluster.Cluster.Tests;

/// <summary>Tells when an operation has done so many jobs.</summary>
internal sealed class ProgressUntil(long jobs) : IProgress<OperationProgress>
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Reached => _reached.Task;

    public void Report(OperationProgress value)
    {
        if (value.Done >= jobs)
        {
            _reached.TrySetResult();
        }
    }
}
