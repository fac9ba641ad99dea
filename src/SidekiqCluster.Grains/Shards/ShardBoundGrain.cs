using Orleans.Concurrency;
using SidekiqCluster.Grains.Placement;
using SidekiqCluster.Grains.Streams;
using SidekiqCluster.Pulses;

namespace SidekiqCluster.Grains.Shards;

/// <summary>A grain of one shard: placed with all others of it, and using the shard's one connection on this silo.</summary>
/// <remarks>
/// Such grains are reentrant. They have no state of their own but what <see cref="ShardHost"/> holds, which is good for any
/// thread; Redis orders what is done. So a question that waits for Redis holds up no other.
/// </remarks>
[Reentrant, ShardPlacement]
internal abstract class ShardBoundGrain(ShardHosts hosts) : Grain
{
    private ShardHost? _host;

    protected ShardHost Host => _host ?? throw new InvalidOperationException("The grain is not active.");

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _host = hosts.Enter(ShardKey.ShardOf(this.GetPrimaryKeyString()), GrainContext);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        hosts.LeaveAsync(Host, GrainContext);

    /// <summary>Asks Redis, off the grain's turn.</summary>
    protected Task<T> AskAsync<T>(
        TimeSpan timeout, Func<SidekiqShard, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        var tolerance = new Tolerance(TimeSpan.Zero, timeout);
        return Task.Run(
            async () => (await Host.AnswerAsync(tolerance, question, hosts.Clock, cancellationToken)).Value, cancellationToken)
            .ForWireAsync();
    }

    /// <summary>Asks what the silo remembers of the shard, off the grain's turn.</summary>
    protected Task<GrainAnswer<T>> AnswerAsync<T>(
        Tolerance tolerance, Func<SidekiqShard, CancellationToken, Task<T>> question, CancellationToken cancellationToken)
    {
        Host.NoteCall();
        return Task.Run(() => Host.AnswerAsync(tolerance, question, hosts.Clock, cancellationToken), cancellationToken).ForWireAsync();
    }

    /// <summary>Asks a part of the shard's pulse.</summary>
    protected Task<GrainAnswer<T>> AnswerAsync<T>(
        Tolerance tolerance, Func<Pulse, Task<T>> part, CancellationToken cancellationToken)
    {
        Host.NoteCall();
        return Task.Run(() => Host.AnswerAsync(tolerance, part, cancellationToken), cancellationToken).ForWireAsync();
    }

    /// <summary>Streams, with nulls among the items that say that this silo lives.</summary>
    protected IAsyncEnumerable<T?> StreamAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> open, CancellationToken cancellationToken) =>
        SignsOfLife.AmongAsync(open, Host.Clock, cancellationToken).ForWire();

    /// <summary>Acts on the shard under a name, off the grain's turn. It is not cancelled: who acts waits for what became of it, and may ask again.</summary>
    protected Task<T> ActAsync<T>(Guid act, Func<SidekiqShard, Task<T>> perform) =>
        Host.Acts.RunAsync(act, () => Host.ActAsync(act, perform)).ForWireAsync();
}
