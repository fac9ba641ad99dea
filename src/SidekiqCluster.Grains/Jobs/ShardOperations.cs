using System.Runtime.CompilerServices;
using SidekiqCluster.Grains.Shards;
using SidekiqCluster.Operations;

namespace SidekiqCluster.Grains.Jobs;

/// <summary>Runs operations on a shard off the turn of the grain that was asked. The snapshots are told what they do.</summary>
internal static class ShardOperations
{
    /// <inheritdoc cref="IShardGrain.StartOperationAsync"/>
    public static IAsyncEnumerable<OperationStep> StartAsync(
        ShardHost host, Guid act, OperationRequest request, CancellationToken cancellationToken) =>
        RunAsync(host, shard => shard.Steps.StartAsync(act, request, cancellationToken), cancellationToken);

    /// <inheritdoc cref="IShardGrain.ResumeOperationAsync"/>
    public static IAsyncEnumerable<OperationStep> ResumeAsync(
        ShardHost host, OperationRequest request, OperationState state, CancellationToken cancellationToken) =>
        RunAsync(host, shard => shard.Steps.ResumeAsync(request, state, cancellationToken), cancellationToken);

    private static async IAsyncEnumerable<OperationStep> RunAsync(
        ShardHost host,
        Func<SidekiqShard, IAsyncEnumerable<OperationStep>> run,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connected = await host.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var step in run(connected.Operate()).ConfigureAwait(false))
        {
            connected.Pulse.Invalidate();
            yield return step;
        }
    }
}
