namespace SidekiqCluster;

/// <summary>The server behind a shard. Fields that the server does not tell, or the ACL does not allow, are null.</summary>
public sealed record ServerInfo
{
    /// <summary>The program.</summary>
    public required ServerKind Kind { get; init; }

    /// <summary>The program's own version.</summary>
    public string? Version { get; init; }

    /// <summary><c>master</c> or <c>slave</c>.</summary>
    public string? Role { get; init; }

    /// <summary>Since when it runs.</summary>
    public TimeSpan? Uptime { get; init; }

    /// <summary>Connected clients.</summary>
    public long? ConnectedClients { get; init; }

    /// <summary>Memory in use, bytes.</summary>
    public long? UsedMemoryBytes { get; init; }

    /// <summary>Highest memory in use so far, bytes.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>The limit, bytes; 0 for none.</summary>
    public long? MaxMemoryBytes { get; init; }

    /// <summary>What the server does at the limit; Sidekiq needs <c>noeviction</c>.</summary>
    public string? MaxMemoryPolicy { get; init; }

    /// <summary>Everything that <c>INFO</c> says, by name; empty when the ACL forbids <c>INFO</c>.</summary>
    public required IReadOnlyDictionary<string, string> Fields { get; init; }

    /// <summary>Features that are degraded on this server or for this user, a sentence each.</summary>
    public required IReadOnlyList<string> Degradations { get; init; }
}
