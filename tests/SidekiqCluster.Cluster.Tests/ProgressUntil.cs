namespace SidekiqCluster.Cluster.Tests;

/// <summary>Tells when several operations together have done so many jobs.</summary>
internal sealed class ProgressUntil(long jobs)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _done;

    public Task Reached => _reached.Task;

    /// <summary>The progress of one of them.</summary>
    public IProgress<OperationProgress> OfOne() => new Part(this);

    private void Add(long done)
    {
        if (Interlocked.Add(ref _done, done) >= jobs)
        {
            _reached.TrySetResult();
        }
    }

    private sealed class Part(ProgressUntil all) : IProgress<OperationProgress>
    {
        private long _last;

        public void Report(OperationProgress value)
        {
            all.Add(value.Done - _last);
            _last = value.Done;
        }
    }
}
