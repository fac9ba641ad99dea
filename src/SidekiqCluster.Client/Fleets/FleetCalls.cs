using System.Globalization;
using SidekiqCluster.Calls;
using SidekiqCluster.Grains;

namespace SidekiqCluster.Client.Fleets;

/// <summary>Calls that concern many shards, on any silo. One that is lost is made again, elsewhere, as long as the caller waits.</summary>
internal sealed class FleetCalls(IGrainFactory grains, FleetScope scope, TimeProvider clock)
{
    /// <summary>Callers spread over so many grains, and with them over the gateways.</summary>
    private const int Keys = 64;

    /// <summary>A silo answers when the time of its shards is over; a little later, it counts as lost.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    /// <summary>Asks a silo about the shards.</summary>
    /// <exception cref="SidekiqClusterException">No silo answered in time, or no shard is meant.</exception>
    public Task<T> AskAsync<T>(
        Func<IFleetGrain, FleetScope, CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        RepeatedCall.RunAsync(
            token => ask(grains.Find<IFleetGrain>(Random.Shared.Next(Keys).ToString(CultureInfo.InvariantCulture)), scope, token),
            LostCall.IsLost,
            scope.Tolerance.Timeout,
            scope.Tolerance.Timeout + Grace,
            clock,
            lost => new ShardUnreachableException(
                $"No silo of the fleet answered within {scope.Tolerance.Timeout}; ask again, or see whether the silos run.", null, lost),
            cancellationToken);

    /// <summary>Asks some shards, each for as long as the scope allows.</summary>
    public async Task<IReadOnlyList<ShardPart<T>>> EachAsync<T>(
        IReadOnlyList<ShardInfo> shards, Func<string, CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        await Task.WhenAll(shards.Select(shard => AskOneAsync(shard.Name, ask, cancellationToken))).ConfigureAwait(false);

    private async Task<ShardPart<T>> AskOneAsync<T>(
        string shard, Func<string, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var patience = scope.Tolerance.Timeout;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var value = await ask(shard, limit.Token).WaitAsync(patience + Grace, clock, cancellationToken).ConfigureAwait(false);
            return new ShardPart<T> { Outcome = new ShardOutcome { Shard = shard, Error = null }, Value = value };
        }
        catch (SidekiqClusterException failure)
        {
            return ShardPart<T>.Missing(shard, failure.Message);
        }
        catch (TimeoutException)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            return ShardPart<T>.Missing(shard, $"Shard {shard} did not answer within {patience}; ask again, or allow more time.");
        }
    }
}
