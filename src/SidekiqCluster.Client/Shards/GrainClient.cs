using SidekiqCluster.Client.Calls;

namespace SidekiqCluster.Client.Shards;

/// <summary>Pushes jobs on the silo that owns the shard, some at a time.</summary>
internal sealed partial class GrainClient(GrainCalls calls) : ISidekiqClient
{
    /// <summary>Jobs that are sent to the silo at once.</summary>
    private const int Batch = 1000;

    public Task<string> PushAsync(JobRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return calls.ActAsync(act => calls.Shard.PushAsync(act, request), cancellationToken);
    }

    public Task<BulkPushResult> PushBulkAsync(
        BulkJobRequest request, BulkPushOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.Jobs);
        return RunAsync(
            request.Jobs.ToAsyncEnumerable(),
            (act, jobs, bulk) => calls.Shard.PushBulkAsync(act, request with { Jobs = jobs }, bulk.BatchSize, bulk.KeepsJids),
            options,
            cancellationToken);
    }

    public Task<BulkPushResult> PushBulkAsync(
        IEnumerable<JobRequest> requests, BulkPushOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return PushBulkAsync(requests.ToAsyncEnumerable(), options, cancellationToken);
    }

    public Task<BulkPushResult> PushBulkAsync(
        IAsyncEnumerable<JobRequest> requests, BulkPushOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return RunAsync(
            requests,
            (act, jobs, bulk) => calls.Shard.PushBulkAsync(act, jobs, bulk.BatchSize, bulk.KeepsJids),
            options,
            cancellationToken);
    }

    private async Task<BulkPushResult> RunAsync<T>(
        IAsyncEnumerable<T> jobs,
        Func<Guid, T[], BulkPushOptions, Task<BulkPushResult>> push,
        BulkPushOptions? options,
        CancellationToken cancellationToken)
    {
        options ??= BulkPushOptions.Default;
        var told = new List<PushedSlice>();
        var next = 0L;
        try
        {
            await foreach (var batch in jobs.Chunk(Batch).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                var result = await calls.ActAsync(act => push(act, batch, options), cancellationToken).ConfigureAwait(false);
                foreach (var slice in result.Slices)
                {
                    told.Add(slice with { First = slice.First + next });
                    options.Progress?.Report(told[^1]);
                }

                next += batch.Length;
                if (!result.IsComplete)
                {
                    return Result(isComplete: false, wasCancelled: false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is stored by now must be told: who pushes again would do it twice.
            return Result(isComplete: false, wasCancelled: true);
        }

        return Result(isComplete: true, wasCancelled: false);

        BulkPushResult Result(bool isComplete, bool wasCancelled) =>
            new() { Slices = told, IsComplete = isComplete, WasCancelled = wasCancelled };
    }
}
