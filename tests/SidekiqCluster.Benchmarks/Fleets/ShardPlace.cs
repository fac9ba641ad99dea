namespace SidekiqCluster.Benchmarks.Fleets;

/// <summary>Where a shard of the fleet is.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Port">The server.</param>
/// <param name="Database">The server's database.</param>
internal sealed record ShardPlace(int Number, int Port, int Database)
{
    /// <summary>The shard's name.</summary>
    public string Name => $"shard-{Number:000}";

    /// <summary>Its address as a URL.</summary>
    public string Url => $"redis://127.0.0.1:{Port}/{Database}";
}
