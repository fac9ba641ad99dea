using SidekiqCluster.Receipts;
using SidekiqCluster.Redis;

namespace SidekiqCluster.Operations;

/// <summary>Acts on jobs of one source and tells what became of each, whatever happens to the call.</summary>
internal sealed class ActRunner(ShardConnection connection, ActScript script)
{
    /// <summary>Acts until what became of each job is known, or nobody can tell.</summary>
    /// <param name="receipt">The name of this call.</param>
    /// <param name="source">The queue or set that holds the jobs.</param>
    /// <param name="steps">The jobs and what to do with each.</param>
    /// <param name="cancellationToken">Ends the waiting for a server that does not answer.</param>
    /// <exception cref="SidekiqClusterException">Somebody gave the call up before it came; nothing was changed.</exception>
    public async Task<ActOutcome[]> RunAsync(
        Guid receipt, JobSource source, IReadOnlyList<ActStep> steps, CancellationToken cancellationToken)
    {
        var settled = await new ReceiptRunner(connection)
            .SettleAsync(() => script.CallAsync(source, steps, receipt), cancellationToken).ConfigureAwait(false);
        return OutcomesOf(settled, steps.Count);
    }

    /// <summary>What became of the jobs of a call that was carried to its end.</summary>
    /// <exception cref="SidekiqClusterException">Somebody gave the call up before it came; nothing was changed.</exception>
    public ActOutcome[] OutcomesOf(Settled<string> settled, int count) => OutcomesOf(
        settled.Value is { } reply ? new Settled<ActOutcome[]>(Parse(reply, count), null, MayBeDone: true) : new(null, settled.Error, settled.MayBeDone), count);

    /// <summary>What a call of somebody else did with its jobs, which never does anything more.</summary>
    /// <inheritdoc cref="ReceiptRunner.GiveUpAsync"/>
    public Task<LostCall> GiveUpAsync(Guid receipt, CancellationToken cancellationToken) =>
        new ReceiptRunner(connection).GiveUpAsync(receipt, cancellationToken);

    /// <summary>What a reply that <see cref="GiveUpAsync"/> found says of its jobs.</summary>
    public ActOutcome[] Parse(string reply) => Parse(reply, reply.Split('\n')[0].Length);

    private ActOutcome[] Parse(string reply, int count) =>
        ActReply.Parse(reply, count, reason => connection.Refused(reason, default).Message);

    private ActOutcome[] OutcomesOf(Settled<ActOutcome[]> settled, int count) => settled.Error is VoidedCallException
        ? throw TakenOver()
        : settled.Value ?? [.. Enumerable.Repeat(ActOutcome.Of(settled.Error!, settled.MayBeDone), count)];

    private SidekiqClusterException TakenOver() => new(
        "Somebody else has taken over this operation and goes on with it; this one ends, and what it did stays done.", connection.Shard);
}
