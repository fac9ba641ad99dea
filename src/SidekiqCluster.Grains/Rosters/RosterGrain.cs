using Microsoft.Extensions.Logging;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Rosters;

/// <summary>Keeps which shards were added at run time, and which database each shard is.</summary>
/// <remarks>
/// What changes the state runs turn by turn. What interleaves only reads the state, which is immutable, or connects to a shard
/// that is to be added, and then asks for a turn.
/// </remarks>
[GrainType("sidekiq-roster")]
internal sealed class RosterGrain(
    [PersistentState("roster", FleetOptions.StorageName)] IPersistentState<RosterState> store,
    ShardCatalog catalog,
    TimeProvider clock,
    ILogger<RosterGrain> logger) : Grain, IRosterGrain, IRosterKeeper
{
    private static readonly TimeSpan FollowerPatience = TimeSpan.FromSeconds(2);

    private readonly HashSet<IRosterFollower> _followers = [];

    /// <summary>What the store is known to have.</summary>
    private RosterState _kept = new();

    private KnownShards Known => catalog.With(_kept.ToRoster());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _kept = store.State;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ShardInfo>> ListAsync(CancellationToken cancellationToken) => Task.FromResult(Known.Infos);

    public async Task AddAsync(Guid act, ShardRegistration shard)
    {
        if (_kept.HasDone(act))
        {
            return;
        }

        ThrowIfKnown(shard);
        var options = ShardRegistrations.ToOptions(shard, clock);
        var claim = await ShardClaims.ReadAsync(options).ForWireAsync();
        await this.AsReference<IRosterKeeper>().RegisterAsync(act, shard, claim);
    }

    public async Task RegisterAsync(Guid act, ShardRegistration shard, ShardClaim claim)
    {
        if (_kept.HasDone(act))
        {
            return;
        }

        ThrowIfKnown(shard);
        if (HolderOf(shard.Name, claim) is { } holder)
        {
            throw new ArgumentException(
                $"Shard {shard.Name} would be the same database as shard {holder}; acts on all shards would be done twice there.");
        }

        await StoreAsync(_kept.Add(act, shard, claim));
        Log.ShardAdded(logger, shard.Name);
        await TellAsync();
    }

    public async Task<bool> RemoveAsync(Guid act, string name)
    {
        if (_kept.HasDone(act))
        {
            return true;
        }

        if (_kept.Remove(act, name) is not { } without)
        {
            return catalog.IsConfigured(name)
                ? throw new ArgumentException($"Shard {name} is in the configuration of the silos; remove it there.")
                : false;
        }

        await StoreAsync(without);
        Log.ShardRemoved(logger, name);
        await TellAsync();
        return true;
    }

    public async Task<string?> ClaimAsync(string shard, ShardClaim claim)
    {
        if (HolderOf(shard, claim) is { } holder)
        {
            return holder;
        }

        if (_kept.Claim(shard, claim) is var claimed && claimed != _kept)
        {
            await StoreAsync(claimed);
        }

        return null;
    }

    public Task<Roster?> FollowAsync(IRosterFollower follower, Guid? known)
    {
        _followers.Add(follower);
        return Task.FromResult(known == _kept.Version ? null : _kept.ToRoster());
    }

    private string? HolderOf(string shard, ShardClaim claim) =>
        _kept.OtherHolderOf(shard, claim.Database, Known.PlaceOf);

    private void ThrowIfKnown(ShardRegistration shard)
    {
        if (Known.Names.FirstOrDefault(name => name.Equals(shard.Name, StringComparison.OrdinalIgnoreCase)) is { } name)
        {
            throw new ArgumentException($"The fleet has a shard {name} already; give the new one another name.");
        }
    }

    /// <summary>Stores a state. If the store does not say that it has it, the grain reads anew what it has.</summary>
    private async Task StoreAsync(RosterState state)
    {
        store.State = state;
        try
        {
            await store.WriteStateAsync();
            _kept = state;
        }
        catch (Exception e)
        {
            store.State = _kept;
            DeactivateOnIdle();
            Log.RosterNotStored(logger, e);
            throw new SidekiqClusterException("The cluster's own store did not take the change; see whether it runs, and try again.");
        }
    }

    /// <summary>Tells the silos; one that is gone, or does not answer, is forgotten until it asks again.</summary>
    private async Task TellAsync()
    {
        var roster = _kept.ToRoster();
        IRosterFollower[] followers = [.. _followers];
        var told = followers.Select(follower => follower.LearnAsync(roster).WaitAsync(FollowerPatience, clock)).ToArray();
        await Task.WhenAll(told).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        for (var i = 0; i < told.Length; i++)
        {
            if (!told[i].IsCompletedSuccessfully)
            {
                _followers.Remove(followers[i]);
            }
        }
    }
}
