using SidekiqCluster.Snapshots;

namespace SidekiqCluster.Fleet.Tests;

/// <summary>A shard of one test: closing it takes it out of the fleet.</summary>
internal sealed class FleetShard(DrivingFleet driving, string name, ISidekiqShard shard) : IAsyncDisposable
{
    private long _callsBefore;

    /// <summary>The shard over grains.</summary>
    public ISidekiqShard Shard => shard;

    /// <summary>How often its grains were called, connecting not counted.</summary>
    public long Calls => driving.Calls.Of(name) - _callsBefore;

    /// <summary>How often it was answered out of a snapshot.</summary>
    public long Served => driving.Fleet.Hosts(name).Select(host => host.Snapshots).OfType<ShardSnapshots>().Sum(snapshots => snapshots.Served);

    /// <summary>Has its silo connect it.</summary>
    /// <exception cref="SidekiqClusterException">It cannot be reached, or refuses us.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        await shard.GetServerInfoAsync(cancellationToken);
        _callsBefore = driving.Calls.Of(name);
    }

    public async ValueTask DisposeAsync()
    {
        var test = $"{TestContext.Current.TestClass?.TestClassSimpleName}.{TestContext.Current.TestMethod?.MethodName}";
        driving.Uses.Add(new ShardUse(test, Calls, Served));
        driving.Fleet.Catalog.Shards.TryRemove(name, out _);
        foreach (var host in driving.Fleet.Hosts(name))
        {
            await host.ReviseAsync(options: null);
        }
    }
}
