using SidekiqCluster.Calls;
using SidekiqCluster.Fleets;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Fleets;

/// <summary>Asks the shards that a scope means, all at once, each for as long as the scope allows. Good for any thread.</summary>
internal sealed class FleetQuestions(IGrainFactory grains, IShardCatalog catalog, ShardHosts hosts, TimeProvider clock)
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
    /// <param name="scope">Which shards, and how long each is waited for.</param>
    /// <param name="ask">Asks a shard's grain.</param>
    /// <param name="recall">
    /// What this silo remembers of a shard that lives here, which saves asking its grain; null where it must be asked.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ShardUnknownException">No shard is meant.</exception>
    public async Task<IReadOnlyList<ShardPart<T>>> AskAsync<T>(
        FleetScope scope,
        Func<string, IGrainFactory, CancellationToken, Task<GrainAnswer<T>>> ask,
        Func<ShardHost, GrainAnswer<T>?>? recall,
        CancellationToken cancellationToken)
    {
        var shards = await ListAsync(scope, cancellationToken).ConfigureAwait(false);
        var parts = new ShardPart<T>[shards.Count];
        var asked = new List<Task>();
        for (var at = 0; at < parts.Length; at++)
        {
            var shard = shards[at].Name;
            if (recall is not null && hosts.Find(shard) is { IsCalled: true } host && recall(host) is { } remembered)
            {
                parts[at] = PartOf(shard, remembered);
            }
            else
            {
                asked.Add(TakeAsync(at, shard));
            }
        }

        await Task.WhenAll(asked).ConfigureAwait(false);
        return parts;

        async Task TakeAsync(int at, string shard) =>
            parts[at] = await AskAsync(shard, scope.Tolerance.Timeout, ask, cancellationToken).ConfigureAwait(false);
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

    private static ShardPart<T> PartOf<T>(string shard, GrainAnswer<T> answer) => new()
    {
        Outcome = new ShardOutcome
        {
            Shard = shard,
            Error = answer.StaleBecause,
            StaleSince = answer.StaleBecause is null ? null : answer.CapturedAt,
        },
        Value = answer.Value,
    };

    private async Task<ShardPart<T>> AskAsync<T>(
        string shard,
        TimeSpan patience,
        Func<string, IGrainFactory, CancellationToken, Task<GrainAnswer<T>>> ask,
        CancellationToken cancellationToken)
    {
        try
        {
            return PartOf(
                shard,
                await CallAsync(shard, patience, (grains, token) => ask(shard, grains, token), cancellationToken).ConfigureAwait(false));
        }
        catch (SidekiqClusterException failure)
        {
            return ShardPart<T>.Missing(shard, failure.Message);
        }
    }
}
