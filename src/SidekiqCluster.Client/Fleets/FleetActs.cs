using SidekiqCluster.Waits;

namespace SidekiqCluster.Client.Fleets;

/// <summary>
/// Acts on every shard at once. Acts are waited for as long as they take; what they look at is what is there when they begin.
/// </summary>
internal sealed class FleetActs(ISidekiqFleet fleet, TimeProvider clock)
{
    private readonly ISidekiqFleet _fresh = fleet.With(staleness: TimeSpan.Zero);

    /// <summary>The shards.</summary>
    public ISidekiqFleet Fleet => fleet;

    /// <summary>One act in every shard; what it was for those where it was done.</summary>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    public async Task<FleetAnswer<T>> EachAsync<T>(
        Func<ISidekiqShard, Task<T>> act, Func<IEnumerable<T>, T> together, CancellationToken cancellationToken) =>
        Answer(await PartsAsync(act, cancellationToken).ConfigureAwait(false), together);

    /// <summary>One act in every shard where there is something to act on; shards that say null have no part.</summary>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    public async Task<FleetAnswer<T>> EachWhereAsync<T>(
        Func<ISidekiqShard, Task<T?>> act, Func<IEnumerable<T>, T> together, CancellationToken cancellationToken)
        where T : struct
    {
        var parts = await PartsAsync(act, cancellationToken).ConfigureAwait(false);
        return Answer(
            parts.Where(static part => part.Value is not null || !part.Outcome.IsOk)
                .Select(static part => new ShardPart<T> { Outcome = part.Outcome, Value = part.Value.GetValueOrDefault() }),
            together);
    }

    /// <summary>Whether it came to be so in all shards, all of them answering, within the time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    /// <exception cref="SidekiqClusterException">No silo told which shards there are.</exception>
    public Task<bool> WaitUntilAsync(
        Func<ISidekiqShard, CancellationToken, Task<bool>> isSo, TimeSpan timeout, CancellationToken cancellationToken) =>
        Wait.UntilAsync(
            async token => (await PartsAsync(shard => isSo(shard, token), token).ConfigureAwait(false))
                .All(static part => part is { Outcome.IsOk: true, Value: true }),
            timeout,
            clock,
            cancellationToken);

    private static FleetAnswer<T> Answer<T>(IEnumerable<ShardPart<T>> parts, Func<IEnumerable<T>, T> together)
    {
        ShardPart<T>[] all = [.. parts];
        return new FleetAnswer<T>
        {
            Value = together(all.Where(static part => part.Outcome.HasAnswer).Select(static part => part.Value!)),
            Shards = all,
        };
    }

    private static async Task<ShardPart<T>> PartAsync<T>(ISidekiqShard shard, Func<ISidekiqShard, Task<T>> act)
    {
        try
        {
            var value = await act(shard).ConfigureAwait(false);
            return new ShardPart<T> { Outcome = new ShardOutcome { Shard = shard.Name, Error = null }, Value = value };
        }
        catch (SidekiqClusterException e)
        {
            return ShardPart<T>.Missing(shard.Name, e.Message);
        }
    }

    private async Task<ShardPart<T>[]> PartsAsync<T>(Func<ISidekiqShard, Task<T>> act, CancellationToken cancellationToken)
    {
        var shards = await fleet.ListShardsAsync(cancellationToken).ConfigureAwait(false);
        return await Task.WhenAll(shards.Select(shard => PartAsync(_fresh.Shard(shard.Name), act))).ConfigureAwait(false);
    }
}
