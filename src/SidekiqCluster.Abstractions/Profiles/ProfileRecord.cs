namespace SidekiqCluster;

/// <summary>A profile that a job left behind (Sidekiq 8). It expires after a day.</summary>
[GenerateSerializer, Immutable, Alias("SidekiqCluster.ProfileRecord")]
public sealed record ProfileRecord
{
    /// <summary><c>token-jid</c>, the profile's address.</summary>
    [Id(0)]
    public required string Key { get; init; }

    /// <summary>Who asked for it; null when the record has expired.</summary>
    [Id(1)]
    public string? Token { get; init; }

    /// <summary>The job.</summary>
    [Id(2)]
    public string? Jid { get; init; }

    /// <summary>The job class.</summary>
    [Id(3)]
    public string? Type { get; init; }

    /// <summary>When the execution began, to the second.</summary>
    [Id(4)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long the execution took.</summary>
    [Id(5)]
    public TimeSpan? Elapsed { get; init; }

    /// <summary>Bytes of data, compressed.</summary>
    [Id(6)]
    public long? Size { get; init; }

    /// <summary>When Redis drops it.</summary>
    [Id(7)]
    public required DateTimeOffset? ExpiresAt { get; init; }
}
