namespace SidekiqCluster;

/// <summary>The server behind a shard. Fields that the server does not tell, or the ACL does not allow, are null.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ServerInfo")]
public sealed record ServerInfo
{
    /// <summary>The program.</summary>
    [Id(0)]
    public required ServerKind Kind { get; init; }

    /// <summary>The program's own version.</summary>
    [Id(1)]
    public string? Version { get; init; }

    /// <summary><c>master</c> or <c>slave</c>.</summary>
    [Id(2)]
    public string? Role { get; init; }

    /// <summary>Since when it runs.</summary>
    [Id(3)]
    public TimeSpan? Uptime { get; init; }

    /// <summary>Connected clients.</summary>
    [Id(4)]
    public long? ConnectedClients { get; init; }

    /// <summary>Memory in use, bytes.</summary>
    [Id(5)]
    public long? UsedMemoryBytes { get; init; }

    /// <summary>Highest memory in use so far, bytes.</summary>
    [Id(6)]
    public long? PeakMemoryBytes { get; init; }

    /// <summary>The limit, bytes; 0 for none.</summary>
    [Id(7)]
    public long? MaxMemoryBytes { get; init; }

    /// <summary>What the server does at the limit; Sidekiq needs <c>noeviction</c>.</summary>
    [Id(8)]
    public string? MaxMemoryPolicy { get; init; }

    /// <summary>Everything that <c>INFO</c> says, by name; empty when the ACL forbids <c>INFO</c>.</summary>
    [Id(9)]
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>Features that are degraded on this server or for this user, a sentence each.</summary>
    [Id(10)]
    public required IReadOnlyList<string> Degradations { get; init; }
}
