using System.Runtime.CompilerServices;
using SidekiqCluster.Grains.Shards;
using SidekiqCluster.Operations;

namespace SidekiqCluster.Grains.Jobs;

/// <summary>Runs operations on a shard off the turn of the grain that was asked. The snapshots are told what they do.</summary>
internal static class ShardOperations
{
    /// <inheritdoc cref="IShardGrain.StartOperationAsync"/>
    public static async IAsyncEnumerable<OperationStep> StartAsync(
        ShardHost host, Guid act, OperationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connected = await host.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var steps = connected.Operate().Steps.StartAsync(act, request, cancellationToken);
        await foreach (var step in steps.ConfigureAwait(false))
        {
            yield return step;
        }
    }

    /// <inheritdoc cref="IShardGrain.ResumeOperationAsync"/>
    public static async IAsyncEnumerable<OperationStep> ResumeAsync(
        ShardHost host, OperationRequest request, OperationState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connected = await host.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var steps = connected.Operate().Steps.ResumeAsync(request, state, cancellationToken);
        await foreach (var step in steps.ConfigureAwait(false))
        {
            yield return step;
        }
    }
}
