using System.Diagnostics;

namespace SidekiqCluster.Cluster.Tests;

/// <summary>Asks one shard all the time.</summary>
internal sealed class ShardWatch
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    private TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ShardWatch(ISidekiqShard shard, CancellationToken end) => LongestGap = WatchAsync(shard, end);

    /// <summary>The longest time between two answers, once the asking has ended.</summary>
    public Task<TimeSpan> LongestGap { get; }

    /// <summary>Waits for the answer to a question that is asked from now on.</summary>
    public Task UntilItAnswersAsync()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _answer, answer);
        return answer.Task;
    }

    private async Task<TimeSpan> WatchAsync(ISidekiqShard shard, CancellationToken end)
    {
        using var timer = new PeriodicTimer(Period);
        var longest = TimeSpan.Zero;
        var last = Stopwatch.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                var answer = Volatile.Read(ref _answer);
                try
                {
                    await shard.GetStatsAsync(cancellationToken: end);
                }
                catch (ShardUnreachableException)
                {
                    continue;
                }

                longest = Max(longest, Stopwatch.GetElapsedTime(last));
                last = Stopwatch.GetTimestamp();
                answer.TrySetResult();
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The asking is over.
        }

        return Max(longest, Stopwatch.GetElapsedTime(last));
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
