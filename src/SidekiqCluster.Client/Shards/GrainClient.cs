using SidekiqCluster.Client.Calls;
using SidekiqCluster.Grains;

namespace SidekiqCluster.Client.Shards;

/// <summary>Pushes jobs on the silo that owns the shard, some at a time.</summary>
internal sealed partial class GrainClient(GrainCalls calls) : ISidekiqClient
{
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
            static job => job.Args,
            (act, jobs, part) => calls.Shard.PushBulkAsync(act, request with { Jobs = jobs }, part),
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
            static request => request?.Args,
            (act, jobs, part) => calls.Shard.PushBulkAsync(act, jobs, part),
            options,
            cancellationToken);
    }

    private async Task<BulkPushResult> RunAsync<T>(
        IAsyncEnumerable<T> jobs,
        Func<T, JsonArguments?> argsOf,
        Func<Guid, T[], PushPart, Task<BulkPushResult>> push,
        BulkPushOptions? options,
        CancellationToken cancellationToken)
    {
        options ??= BulkPushOptions.Default;
        options.Validate();
        var told = new List<PushedSlice>();
        var (next, isComplete, isStopped) = (0L, true, false);
        var batches = PushBatches.ReadAsync(
            jobs, options.BatchSize ?? BulkPushOptions.LargestBatch, job => argsOf(job)?.Json.Length ?? 0, cancellationToken);
        try
        {
            await foreach (var batch in batches.ConfigureAwait(false))
            {
                if (isStopped)
                {
                    return Result(told, isComplete: false);
                }

                var part = new PushPart(next, options.BatchSize, options.KeepsJids);
                var result = await PushAsync(part, batch, push, cancellationToken).ConfigureAwait(false);
                foreach (var slice in result.Slices)
                {
                    told.Add(slice);
                    options.Progress?.Report(slice);
                }

                next += batch.Length;
                isComplete = result.IsComplete;
                isStopped = result.Slices.Any(static slice => slice.State is PushState.Failed or PushState.Unknown);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is stored by now must be told: who pushes again would do it twice.
            return Result(told, isComplete: false) with { WasCancelled = true };
        }

        return Result(told, isComplete);
    }

    /// <summary>Pushes a part. What became of those before is told also when nobody knows what became of this one, or it is refused.</summary>
    private async Task<BulkPushResult> PushAsync<T>(
        PushPart part, T[] batch, Func<Guid, T[], PushPart, Task<BulkPushResult>> push, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.ActAsync(act => push(act, batch, part), cancellationToken).ConfigureAwait(false);
        }
        catch (OutcomeUnknownException lost)
        {
            return Result([new PushedSlice(part.First, batch.Length, PushState.Unknown) { Reason = lost.Message }], isComplete: true);
        }
        catch (SidekiqClusterException refused) when (part.First > 0)
        {
            return Result([new PushedSlice(part.First, batch.Length, PushState.Failed) { Reason = refused.Message }], isComplete: true);
        }
    }

    private static BulkPushResult Result(IReadOnlyList<PushedSlice> slices, bool isComplete) =>
        new() { Slices = slices, IsComplete = isComplete, WasCancelled = false };
}
