using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SidekiqCluster.Fleets;
using SidekiqCluster.Grains.Shards;

namespace SidekiqCluster.Grains.Rosters;

/// <summary>
/// What this silo knows of the fleet's shards: the configuration, which it looks at again when told to, and what the roster
/// told last. Good for any thread.
/// </summary>
internal sealed class ShardCatalog : IShardCatalog, IRosterFollower
{
    /// <summary>How long it may take until another silo has the roster.</summary>
    private static readonly TimeSpan Takeover = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly IOptionsMonitor<FleetOptions> _options;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly ILogger<ShardCatalog> _logger;
    private readonly Lock _gate = new();
    private FleetOptions _read;
    private IReadOnlyList<KnownShard> _configured;
    private Roster? _roster;
    private KnownShards _known;

    public ShardCatalog(
        IOptionsMonitor<FleetOptions> options, IGrainFactory grains, TimeProvider clock, ILogger<ShardCatalog> logger)
    {
        (_options, _grains, _clock, _logger) = (options, grains, clock, logger);
        _read = options.CurrentValue;
        _configured = ConfiguredIn(_read);
        _known = new KnownShards(_configured, []);
    }

    private IRosterFollower Reference
    {
        get
        {
            lock (_gate)
            {
                return field ??= _grains.CreateObjectReference<IRosterFollower>(this);
            }
        }
    }

    private IRosterKeeper Keeper => _grains.GetGrain<IRosterKeeper>(IRosterGrain.Key);

    /// <summary>Whether the configuration names the shard.</summary>
    public bool IsConfigured(string name)
    {
        lock (_gate)
        {
            return _configured.Any(shard => shard.Info.Name == name);
        }
    }

    /// <summary>The shards of the configuration and of a roster.</summary>
    public KnownShards With(Roster roster)
    {
        lock (_gate)
        {
            return _roster?.Version == roster.Version ? _known : KnownOf(roster);
        }
    }

    public ShardOptions? Find(string shard)
    {
        lock (_gate)
        {
            return _known.Find(shard);
        }
    }

    public async ValueTask<IReadOnlyList<ShardInfo>> ListAsync(CancellationToken cancellationToken)
    {
        if (!HasRoster())
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        lock (_gate)
        {
            return _known.Infos;
        }
    }

    public async ValueTask<ShardOptions> FindAsync(string shard, CancellationToken cancellationToken)
    {
        if (Find(shard) is { } known)
        {
            return known;
        }

        // It may have been added a moment ago.
        await RefreshAsync(cancellationToken).ConfigureAwait(false);
        return Find(shard)
            ?? throw ShardNames.Unknown(
                "shard", shard, (await ListAsync(cancellationToken).ConfigureAwait(false)).Select(static info => info.Name));
    }

    public async ValueTask ClaimAsync(SidekiqShard shard, CancellationToken cancellationToken)
    {
        var claim = await ShardClaims.ReadAsync(shard, cancellationToken).ConfigureAwait(false);
        var holder = await AskAsync(keeper => keeper.ClaimAsync(shard.Name, claim), cancellationToken).ConfigureAwait(false);
        if (holder is not null)
        {
            throw new SidekiqClusterException(
                $"Shard {shard.Name} is the same database as shard {holder}, so it is not asked: acts on all shards would be done "
                + "twice there. Remove one of the two.",
                shard.Name);
        }
    }

    /// <summary>Looks at the configuration again. One that cannot be used is logged, and the one before stays.</summary>
    public void Reread()
    {
        lock (_gate)
        {
            try
            {
                if (_options.CurrentValue is var current && current != _read)
                {
                    (_configured, _read) = (ConfiguredIn(current), current);
                    _known = KnownOf(_roster);
                }
            }
            catch (OptionsValidationException e)
            {
                Log.ConfigurationUnusable(_logger, e.Message);
            }
        }
    }

    /// <summary>Asks the roster, which tells of changes by itself from then on.</summary>
    /// <exception cref="SidekiqClusterException">It did not answer.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        Guid? version;
        lock (_gate)
        {
            version = _roster?.Version;
        }

        if (await AskAsync(keeper => keeper.FollowAsync(Reference, version), cancellationToken).ConfigureAwait(false) is { } roster)
        {
            await LearnAsync(roster).ConfigureAwait(false);
        }
    }

    public Task LearnAsync(Roster roster)
    {
        lock (_gate)
        {
            _known = KnownOf(roster);
            _roster = roster;
        }

        return Task.CompletedTask;
    }

    private bool HasRoster()
    {
        lock (_gate)
        {
            return _roster is not null;
        }
    }

    private IReadOnlyList<KnownShard> ConfiguredIn(FleetOptions options) =>
        [.. options.Shards.Select(shard => KnownShard.Of(shard.Key, shard.Value, _clock))];

    private KnownShards KnownOf(Roster? roster) =>
        new(_configured, (roster?.Shards ?? []).Select(shard => KnownShard.Of(shard, _clock)));

    /// <summary>Asks the roster; when its silo is lost, the roster is soon on another one.</summary>
    private async Task<T> AskAsync<T>(Func<IRosterKeeper, Task<T>> question, CancellationToken cancellationToken)
    {
        var start = _clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await question(Keeper).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OrleansException) when (_clock.GetElapsedTime(start) < Takeover)
            {
                await Task.Delay(Pause, _clock, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not (SidekiqClusterException or OperationCanceledException))
            {
                throw new SidekiqClusterException(
                    "Which shards the fleet has cannot be learnt now; see whether the cluster's own store runs.", innerException: e);
            }
        }
    }
}
