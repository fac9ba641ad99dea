using System.Runtime.CompilerServices;
using SidekiqCluster.Grains.Shards;
using SidekiqCluster.Operations;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Grains.Jobs;

/// <summary>Runs operations on a shard off the turn of the grain that was asked. The snapshots are told what they do.</summary>
internal static class ShardOperations
{
    /// <inheritdoc cref="IShardGrain.StartOperationAsync"/>
    public static IAsyncEnumerable<OperationStep> StartAsync(
        ShardHost host, Guid act, OperationRequest request, CancellationToken cancellationToken) =>
        RunAsync(host, connected => connected.Operate().Steps.StartAsync(act, request, cancellationToken), cancellationToken);

    /// <inheritdoc cref="IShardGrain.ResumeOperationAsync"/>
    public static IAsyncEnumerable<OperationStep> ResumeAsync(
        ShardHost host, OperationRequest request, OperationState state, CancellationToken cancellationToken) =>
        RunAsync(host, connected => connected.Operate().Steps.ResumeAsync(request, state, cancellationToken), cancellationToken);

    /// <inheritdoc cref="IShardGrain.EndOperationAsync"/>
    public static async Task<OperationStep> EndAsync(ShardHost host, OperationRequest request, OperationState state)
    {
        var connected = await host.ConnectAsync(CancellationToken.None).ConfigureAwait(false);
        return await connected.Operate().Steps.EndAsync(request, state).ConfigureAwait(false);
    }

    /// <inheritdoc cref="IShardGrain.RestoreAsync"/>
    public static IAsyncEnumerable<OperationResult> RestoreAsync(
        ShardHost host, Guid act, IReadOnlyList<SavedJob> jobs, OperationOptions options, CancellationToken cancellationToken) =>
        RunAsync(host, connected => connected.Act(act).Steps.RestoreAsync(jobs, options, cancellationToken), cancellationToken);

    /// <inheritdoc cref="IJobSetGrain.TrimAsync"/>
    public static IAsyncEnumerable<long?> TrimAsync(
        ShardHost host, long? maxJobs, TimeSpan? maxAge, CancellationToken cancellationToken) =>
        RunAsync(
            host,
            connected => ((DeadSet)connected.Operate().DeadSet).TrimStepsAsync(maxJobs, maxAge, cancellationToken),
            cancellationToken).Select(static removed => (long?)removed);

    private static async IAsyncEnumerable<T> RunAsync<T>(
        ShardHost host,
        Func<ConnectedShard, IAsyncEnumerable<T>> run,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connected = await host.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var steps = run(connected).GetAsyncEnumerator(cancellationToken);
        while (await RedisSpans.TraceAsync(() => steps.MoveNextAsync().AsTask()).ConfigureAwait(false))
        {
            connected.Pulse.Invalidate();
            yield return steps.Current;
        }
    }
}
