using Microsoft.Extensions.Logging;
using SidekiqCluster.Snapshots;

namespace SidekiqCluster.Grains.Shards;

/// <summary>The shards whose grains live on this silo.</summary>
internal sealed class ShardHosts(
    IShardCatalog catalog, SnapshotBudget budget, TimeProvider clock, ILogger<ShardHosts> logger) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ShardHost> _hosts = [];

    /// <summary>The silo's clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>The shards at the moment.</summary>
    public IReadOnlyList<ShardHost> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _hosts.Values];
            }
        }
    }

    /// <summary>A shard whose grains live on this silo; null for any other.</summary>
    public ShardHost? Find(string shard)
    {
        lock (_gate)
        {
            return _hosts.GetValueOrDefault(shard);
        }
    }

    /// <summary>The shard, for a grain that comes to life.</summary>
    public ShardHost Enter(string shard, IGrainContext grain)
    {
        lock (_gate)
        {
            if (!_hosts.TryGetValue(shard, out var host))
            {
                _hosts.Add(shard, host = new ShardHost(shard, catalog, budget, clock, logger));
            }

            host.Add(grain);
            return host;
        }
    }

    /// <summary>A grain ends; with the last of its shard the connection is closed.</summary>
    public async Task LeaveAsync(ShardHost host, IGrainContext grain)
    {
        lock (_gate)
        {
            if (!host.Remove(grain))
            {
                return;
            }

            _hosts.Remove(host.Shard);
        }

        await host.DisposeAsync();
    }

    /// <summary>Disconnects shards that are reached in another way now, or are no more.</summary>
    public async Task ReviseAsync()
    {
        foreach (var host in All)
        {
            await host.ReviseAsync(catalog.Find(host.Shard));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in All)
        {
            await host.DisposeAsync();
        }
    }
}
