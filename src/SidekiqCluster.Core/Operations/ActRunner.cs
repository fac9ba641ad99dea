using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Operations;

/// <summary>Acts on jobs of one source and tells what became of each, whatever happens to the call.</summary>
internal sealed class ActRunner(ShardConnection connection, ActScript script)
{
    /// <inheritdoc cref="ReceiptRunner.SettleAsync" path="/remarks"/>
    public async Task<ActOutcome[]> RunAsync(
        JobSource source, IReadOnlyList<ActStep> steps, CancellationToken cancellationToken)
    {
        var settled = await new ReceiptRunner(connection)
            .SettleAsync(receipt => script.CallAsync(source, steps, receipt), cancellationToken).ConfigureAwait(false);
        return settled.Value
            ?? [.. Enumerable.Repeat(ActOutcome.Of(settled.Error!, settled.MayBeDone), steps.Count)];
    }
}
