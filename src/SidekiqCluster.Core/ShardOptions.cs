namespace SidekiqCluster;

/// <summary>How to reach one shard, and how to read it.</summary>
public sealed record ShardOptions
{
    /// <summary>The shard's name in answers and messages.</summary>
    /// <value>Default <c>default</c>; a letter or digit, then letters, digits, <c>.</c>, <c>_</c> or <c>-</c>.</value>
    public string Name { get; init; } = "default";

    /// <summary>A StackExchange.Redis connection string, or a <c>redis://</c> or <c>rediss://</c> URL.</summary>
    public required string Connection { get; init; }

    /// <summary>The namespace before every key, as the redis-namespace gem wrote it; with or without the last colon.</summary>
    /// <value>Default empty: none.</value>
    public string KeyPrefix { get; init; } = string.Empty;

    /// <summary>Whether reads go to a replica when one is connected. Answers may then be as old as its replication lag.</summary>
    /// <value>Default false.</value>
    public bool PreferReplica { get; init; }

    /// <summary>The name of our connections in <c>CLIENT LIST</c>.</summary>
    /// <value>Default <c>sidekiq-cluster</c>; no blanks.</value>
    public string ClientName { get; init; } = "sidekiq-cluster";

    /// <summary>How long connecting and each command may take before the shard counts as unreachable.</summary>
    /// <value>Default 5 s; 100 ms to 10 min.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock for ages and latencies.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The name alone: a connection may hold a password.</summary>
    public override string ToString() => $"shard {Name}";
}
