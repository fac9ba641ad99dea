namespace SidekiqCluster.Grains.Tests;

/// <summary>One fleet of two silos for all tests of a class, each with shards of its own name.</summary>
public sealed class SharedFleet : IAsyncLifetime
{
    private TestFleet? _fleet;

    public TestFleet Fleet => _fleet ?? throw new InvalidOperationException("The fixture is not initialised yet.");

    public async ValueTask InitializeAsync() => _fleet = await TestFleet.StartAsync(silos: 2);

    public async ValueTask DisposeAsync() => await Fleet.DisposeAsync();
}
