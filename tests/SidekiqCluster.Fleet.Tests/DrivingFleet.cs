using System.Collections.Concurrent;
using SidekiqCluster.Grains.Tests;

namespace SidekiqCluster.Fleet.Tests;

/// <summary>The fleet of two silos that answers all tests, each with shards of its own name.</summary>
public sealed class DrivingFleet : IAsyncLifetime
{
    private TestFleet? _fleet;
    private long _shards;

    /// <summary>The fleet.</summary>
    public TestFleet Fleet => _fleet ?? throw new InvalidOperationException("The fixture is not initialised yet.");

    /// <summary>The calls of grains so far, those of streams included.</summary>
    internal GrainCallCounter Calls { get; } = new();

    /// <summary>What the tests that have ended did with their shards.</summary>
    internal ConcurrentBag<ShardUse> Uses { get; } = [];

    public async ValueTask InitializeAsync() =>
        _fleet = await TestFleet.StartAsync(silos: 2, client => client.AddOutgoingGrainCallFilter(Calls));

    public async ValueTask DisposeAsync() => await Fleet.DisposeAsync();

    /// <summary>A shard as nobody else has it, who puts up with no staleness.</summary>
    internal FleetShard Add(ShardOptions options)
    {
        var named = options with { Name = $"{options.Name}-{Interlocked.Increment(ref _shards)}" };
        return new FleetShard(this, named.Name, Fleet.Add(named));
    }
}
