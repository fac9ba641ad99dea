using SidekiqCluster.Calls;
using SidekiqCluster.Fleets;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Fleets;

/// <summary>Asks the shards that a scope means, all at once, each for as long as the scope allows. Good for any thread.</summary>
internal sealed class FleetQuestions(IGrainFactory grains, IShardCatalog catalog, TimeProvider clock)
{
    /// <summary>A shard's grain gives up by itself when the time is over; a little later, so does who asked it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(800);

    /// <summary>The shards that a scope means, by name.</summary>
    /// <exception cref="ShardUnknownException">No shard is meant.</exception>
    public async Task<IReadOnlyList<ShardInfo>> ListAsync(FleetScope scope, CancellationToken cancellationToken)
    {
        var selection = scope.Selection.Length == 0 ? ShardSelection.All : ShardSelection.Parse(scope.Selection);
        return selection.Choose(await catalog.ListAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Each shard's answer, or why there is none; by the shards' names.</summary>
    /// <exception cref="ShardUnknownException">No shard is meant.</exception>
    public async Task<IReadOnlyList<ShardPart<T>>> AskAsync<T>(
        FleetScope scope, Func<string, IGrainFactory, CancellationToken, Task<GrainAnswer<T>>> ask, CancellationToken cancellationToken)
    {
        var shards = await ListAsync(scope, cancellationToken).ConfigureAwait(false);
        return await Task.WhenAll(shards.Select(shard => AskAsync(shard.Name, scope.Tolerance.Timeout, ask, cancellationToken)))
            .ConfigureAwait(false);
    }

    /// <summary>Calls a grain of one shard; again when the call is lost with its silo, as long as there is patience.</summary>
    /// <exception cref="SidekiqClusterException">No silo answered in time, or the shard refused.</exception>
    public async Task<T> CallAsync<T>(
        string shard, TimeSpan patience, Func<IGrainFactory, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await RepeatAsync().WaitAsync(patience + Grace, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception lost) when (LostCall.IsLost(lost))
        {
            throw new ShardUnreachableException(
                $"No silo answered for shard {shard} within {patience}; ask again, or see whether the silos run.", shard, lost);
        }

        async Task<T> RepeatAsync()
        {
            var pauses = new Pauses(patience, clock);
            while (true)
            {
                try
                {
                    return await call(grains, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception lost) when (LostCall.IsLost(lost))
                {
                    if (!await pauses.WaitAsync(cancellationToken).ConfigureAwait(false))
                    {
                        throw;
                    }
                }
            }
        }
    }

    private async Task<ShardPart<T>> AskAsync<T>(
        string shard,
        TimeSpan patience,
        Func<string, IGrainFactory, CancellationToken, Task<GrainAnswer<T>>> ask,
        CancellationToken cancellationToken)
    {
        try
        {
            var answer = await CallAsync(shard, patience, (grains, token) => ask(shard, grains, token), cancellationToken)
                .ConfigureAwait(false);
            return new ShardPart<T>
            {
                Outcome = new ShardOutcome
                {
                    Shard = shard,
                    Error = answer.StaleBecause,
                    StaleSince = answer.StaleBecause is null ? null : answer.CapturedAt,
                },
                Value = answer.Value,
            };
        }
        catch (SidekiqClusterException failure)
        {
            return ShardPart<T>.Missing(shard, failure.Message);
        }
    }
}
