using StackExchange.Redis;

namespace SidekiqCluster.Demo;

/// <summary>Many jobs in one queue, for those who want to see how a million is handled.</summary>
/// <param name="installation">Where they are written.</param>
/// <param name="app">Whose they are.</param>
internal sealed class Backlog(Installation installation, DemoApp app)
{
    /// <summary>The queue, which no process works on.</summary>
    public const string Queue = "backlog";

    private const int BatchSize = 500;
    private const int BatchesInFlight = 16;

    /// <summary>Writes them, the oldest first.</summary>
    /// <param name="count">How many.</param>
    /// <param name="progress">Told how many are there; null when nobody looks.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    public async Task WriteAsync(long count, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            return;
        }

        await installation.Redis.SetAddAsync("queues", Queue);
        var writes = new Queue<Task>();
        for (var written = 0L; written < count && !cancellationToken.IsCancellationRequested; written += BatchSize)
        {
            var first = written;
            RedisValue[] batch = [.. Enumerable.Range(0, (int)Math.Min(BatchSize, count - first)).Select(i => PayloadOf(count - first - i))];
            writes.Enqueue(installation.Redis.ListLeftPushAsync($"queue:{Queue}", batch));
            if (writes.Count >= BatchesInFlight)
            {
                await writes.Dequeue();
                progress?.Report(written);
            }
        }

        await Task.WhenAll(writes);
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(count);
    }

    private RedisValue PayloadOf(long millisecondsAgo)
    {
        var payload = app.Any(installation.Random).ToPayload(installation, installation.Now.AddMilliseconds(-millisecondsAgo), isEnqueued: true);
        payload["queue"] = Queue;
        return Installation.Text(payload);
    }
}
