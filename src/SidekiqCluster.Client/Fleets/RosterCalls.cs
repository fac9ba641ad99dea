using SidekiqCluster.Calls;
using SidekiqCluster.Grains;

namespace SidekiqCluster.Client.Fleets;

/// <summary>Asks which shards there are, and changes it. A call that is lost is made again, a change under the same name.</summary>
internal sealed class RosterCalls(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan ActPatience = TimeSpan.FromSeconds(30);

    /// <summary>A silo gives up by itself when its time is over; a little later, so does who called it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private IRosterGrain Grain => grains.Find<IRosterGrain>(IRosterGrain.Key);

    /// <summary>All shards, by name.</summary>
    /// <exception cref="SidekiqClusterException">Nobody told in time.</exception>
    public Task<IReadOnlyList<ShardInfo>> ListAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        RepeatAsync(Grain.ListAsync, timeout, cancellationToken);

    /// <inheritdoc cref="ISidekiqFleet.AddShardAsync"/>
    public async Task AddAsync(ShardRegistration shard, CancellationToken cancellationToken)
    {
        var act = Guid.NewGuid();
        await RepeatAsync(
            async _ =>
            {
                await Grain.AddAsync(act, shard).ConfigureAwait(false);
                return true;
            },
            ActPatience,
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="ISidekiqFleet.RemoveShardAsync"/>
    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        var act = Guid.NewGuid();
        return RepeatAsync(_ => Grain.RemoveAsync(act, name), ActPatience, cancellationToken);
    }

    private Task<T> RepeatAsync<T>(
        Func<CancellationToken, Task<T>> call, TimeSpan patience, CancellationToken cancellationToken) =>
        RepeatedCall.RunAsync(
            call,
            static failure => failure is not (SidekiqClusterException or ArgumentException or OperationCanceledException),
            patience,
            patience + Grace,
            clock,
            lost => new SidekiqClusterException(
                $"No silo told within {patience} which shards the fleet has; see whether the silos and the cluster's own store run.",
                innerException: lost),
            cancellationToken);
}
